using System.Collections.Immutable;
using Cer.Domain.Metering.Counters;
using NodaTime;

namespace Cer.Apps;

/// <summary>What is kept of a meter: of its counter, of the second one, and what that one told and the first may yet tell.</summary>
/// <param name="Main">The counter.</param>
/// <param name="Second">The fallback.</param>
/// <param name="Held">Quarters of the fallback that wait for the counter.</param>
/// <param name="ToldTo">The end of the latest quarter that was passed on.</param>
/// <param name="AheadSince">Since when the clock shows less than it did when the meter was read last.</param>
/// <param name="Spans">Times that are still to be read from the recorder, in their order.</param>
public sealed record MeterState(
    SensorState Main,
    SensorState Second,
    ImmutableList<CounterQuarter> Held,
    Instant? ToldTo = null,
    Instant? AheadSince = null,
    ImmutableList<MissedSpan>? Spans = null)
{
    public static MeterState Empty { get; } = new(SensorState.Empty, SensorState.Empty, []);
}
