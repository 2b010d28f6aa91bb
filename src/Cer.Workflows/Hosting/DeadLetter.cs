namespace Cer.Workflows.Hosting;

/// <summary>A message, or an item for outside, that was given up.</summary>
/// <param name="Box"><c>inbox</c> or <c>outbox</c>.</param>
/// <param name="Id">In that box.</param>
/// <param name="Kind">What it was.</param>
/// <param name="InstanceId">Whose; null for a start or an event.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">Why it did not succeed the last time.</param>
/// <param name="At">When it was given up.</param>
public sealed record DeadLetter(
    string Box, long Id, string Kind, string? InstanceId, int Attempts, string? Reason, DateTimeOffset At);
