using Cer.Domain.Metering.Counters;
using NodaTime;

namespace Cer.Apps;

/// <summary>What is kept of one counter between two samples.</summary>
/// <param name="Counter">What the counter showed.</param>
/// <param name="MarkIsHeld">Whether its last known end of a quarter is a value that merely had not changed.</param>
/// <param name="Entity">Whose value it is; null in a file of before.</param>
/// <param name="Unit">The unit that was set for it, when it was.</param>
/// <param name="From">Quarters that begin before are not told of it: they are of another entity, or were told.</param>
public sealed record SensorState(
    CounterState Counter, bool MarkIsHeld = false, string? Entity = null, string? Unit = null, Instant? From = null)
{
    public static SensorState Empty { get; } = new(CounterState.Empty);
}
