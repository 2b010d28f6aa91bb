using Cer.Domain;
using Cer.Domain.Metering.Counters;
using NodaTime;

namespace Cer.Apps;

/// <summary>Makes quarters of an hour also across a silence, where what the counter shows after it leaves little to guess.</summary>
/// <remarks>
/// A counter that shows the same as before has counted nothing meanwhile. One that rose is taken on the line between the two values:
/// across half an hour, for its sum is known and its split hardly matters; across a day when it rose by no more than a kWh, as a
/// cabinet does when its lamps come on. All else is left a gap, and a rise is never put into one quarter of several.
/// </remarks>
public static class BridgedQuarters
{
    public static readonly Duration LongestLine = Duration.FromMinutes(30);
    public static readonly Duration LongestSmall = Duration.FromHours(24);
    public static readonly Duration LongestSame = Duration.FromDays(7);

    private const int QuarterSeconds = 900;
    private const double MostKw = 1000;
    private const long SmallRise = Energy.Micro;

    /// <inheritdoc cref="SensorQuarters.Take"/>
    public static SensorStep Take(SensorState state, CounterSample sample, bool held, double? maxPowerKw)
    {
        List<CounterQuarter> quarters = [];
        List<CounterGap> gaps = [];
        // What it showed before it was this meter's is no beginning.
        if (state.Counter.Last is null && sample.At < state.From) return new(state, [], []);
        var (from, doubt) = (state.Counter.Last, state.Counter.Doubt);
        if (from is { } last && doubt is null && IsKnown(last, sample, maxPowerKw))
        {
            var exact = sample.Total == last.Total && sample.At - last.At <= LongestLine;
            foreach (var end in Ends(last, sample)) Follow(end, held || !exact);
        }

        Follow(sample, held);
        quarters.RemoveAll(quarter => quarter.Start < state.From);
        return new(state, quarters, gaps);

        void Follow(CounterSample one, bool isHeld)
        {
            var step = SensorQuarters.Take(state, one, isHeld, maxPowerKw);
            state = step.State;
            quarters.AddRange(step.Quarters);
            gaps.AddRange(step.Gaps);
        }
    }

    private static bool IsKnown(CounterSample from, CounterSample to, double? maxPowerKw)
    {
        var span = to.At - from.At;
        var rise = to.Total.MicroKilowattHours - from.Total.MicroKilowattHours;
        if (span <= CounterQuarters.LongestBridge || rise < 0) return false;
        if (rise == 0) return span <= LongestSame;
        if (rise <= SmallRise) return span <= LongestSmall;
        return span <= LongestLine && rise <= span.TotalHours * (maxPowerKw ?? MostKw) * 1.1 * Energy.Micro;
    }

    /// <summary>The value at each end of a quarter between the two, on the line; not so near the second that it is of it.</summary>
    private static IEnumerable<CounterSample> Ends(CounterSample from, CounterSample to)
    {
        var rise = (Int128)(to.Total.MicroKilowattHours - from.Total.MicroKilowattHours);
        var span = (to.At - from.At).ToInt64Nanoseconds();
        var first = Instant.FromUnixTimeSeconds(((from.At.ToUnixTimeSeconds() / QuarterSeconds) + 1) * QuarterSeconds);
        for (var end = first; end + CounterQuarters.Near < to.At; end += Duration.FromSeconds(QuarterSeconds))
        {
            var share = rise * (end - from.At).ToInt64Nanoseconds() / span;
            yield return new(end, Energy.FromMicroKilowattHours(from.Total.MicroKilowattHours + (long)share));
        }
    }
}
