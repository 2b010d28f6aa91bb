using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>What of the sums waits.</summary>
/// <param name="Days">How many days and months.</param>
/// <param name="PutOff">How many of them could not be summed, and are tried again in a while.</param>
/// <param name="Oldest">For how long the oldest waits; null when none does.</param>
public sealed record WaitingSums(int Days, int PutOff, Duration? Oldest);
