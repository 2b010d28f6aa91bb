namespace Cer.Workflows.Running;

/// <summary>One thing that happened in an instance.</summary>
/// <param name="Event">Started, Completed, Suspended, Resumed, Faulted, Canceled.</param>
/// <param name="ActivityId">Whose; null for the workflow.</param>
/// <param name="ExecutionId">In which execution.</param>
/// <param name="At">When.</param>
/// <param name="Message">One sentence, where there is one.</param>
public sealed record JournalEntry(string Event, string? ActivityId, int ExecutionId, DateTimeOffset At, string? Message = null);
