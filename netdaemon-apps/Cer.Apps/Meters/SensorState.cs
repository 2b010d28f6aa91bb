using Cer.Domain.Metering.Counters;

namespace Cer.Apps;

/// <summary>What is kept of one counter between two samples.</summary>
/// <param name="Counter">What the counter showed.</param>
/// <param name="MarkIsHeld">Whether its last known end of a quarter is a value that merely had not changed.</param>
public sealed record SensorState(CounterState Counter, bool MarkIsHeld = false)
{
    public static SensorState Empty { get; } = new(CounterState.Empty);
}
