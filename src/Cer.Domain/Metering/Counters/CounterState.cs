using NodaTime;

namespace Cer.Domain.Metering.Counters;

/// <summary>All that must be kept of a counter between two samples.</summary>
/// <param name="Last">The last sample that counts.</param>
/// <param name="Mark">The last end of a quarter at which its value is known.</param>
/// <param name="Doubt">A sample that does not follow from the last: a dip, a restart, or a new counter.</param>
/// <param name="DoubtSince">When the counter ceased to follow.</param>
public sealed record CounterState(
    CounterSample? Last = null, CounterMark? Mark = null, CounterSample? Doubt = null, Instant? DoubtSince = null)
{
    public static CounterState Empty { get; } = new();
}
