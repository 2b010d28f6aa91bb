using Cer.Domain;
using Cer.Domain.Metering.Counters;
using NodaTime;

namespace Cer.Apps;

/// <summary>Makes quarters of an hour of what a counter in Home Assistant shows.</summary>
/// <remarks>
/// Three things beside <see cref="CounterQuarters"/>. Home Assistant tells changes alone, so a value that has stood still may be
/// taken at the end of a quarter, and makes an estimate unless something shows that the counter is alive. A counter that shows
/// the same at both ends of a gap made nothing in it, however long: its quarters are zero, and estimates. A leap that the meter's
/// power does not allow is doubted until the counter goes on from there; then it is a gap: it was not made in one quarter.
/// </remarks>
public static class SensorQuarters
{
    private const long MicroPerKilowattSecond = 278;

    private static readonly Duration Quarter = Duration.FromMinutes(15);
    private static readonly Duration LongestZero = Duration.FromDays(7);

    /// <param name="state">What is kept of the counter.</param>
    /// <param name="sample">What it showed.</param>
    /// <param name="held">Whether the value is one that had merely not changed.</param>
    /// <param name="maxPowerKw">What its meter cannot exceed.</param>
    public static SensorStep Take(SensorState state, CounterSample sample, bool held, double? maxPowerKw)
    {
        var counter = state.Counter;
        var step = counter.Last is { } last && sample.At > last.At && IsLeap(last, sample, maxPowerKw)
            ? Doubt(counter, last, sample, maxPowerKw)
            : CounterQuarters.Follow(counter, sample);
        var marked = step.State.Mark != counter.Mark;
        var next = state with { Counter = step.State, MarkIsHeld = marked ? held : state.MarkIsHeld };
        List<CounterQuarter> quarters = [.. step.Gaps.SelectMany(Zeros)];
        if (step.Quarter is { } quarter)
            quarters.Add(quarter with { IsEstimated = quarter.IsEstimated || held || state.MarkIsHeld });
        return new(next, quarters, [.. step.Gaps.Where(gap => !IsZero(gap))]);
    }

    private static CounterStep Doubt(CounterState counter, CounterSample last, CounterSample sample, double? maxPowerKw)
    {
        if (counter is not { Doubt: { } doubt, DoubtSince: { } since } || sample.At <= doubt.At)
        {
            return counter.Doubt is null
                ? new(counter with { Doubt = sample, DoubtSince = sample.At }, null, [])
                : new(counter, null, []);
        }

        var goesOn = sample.Total >= doubt.Total && !IsLeap(doubt, sample, maxPowerKw);
        if (!goesOn) return new(counter with { Doubt = sample, DoubtSince = sample.At }, null, []);
        if (sample.Total == doubt.Total && sample.At - since < CounterQuarters.LongestBridge) return new(counter, null, []);
        var begun = CounterQuarters.Follow(CounterState.Empty, doubt).State;
        var step = CounterQuarters.Follow(begun, sample);
        var (from, before) = counter.Mark is { } mark ? (mark.At, mark.Total) : (last.At, last.Total);
        var amount = Energy.FromMicroKilowattHours(doubt.Total.MicroKilowattHours - before.MicroKilowattHours);
        return step with { Gaps = [new(from, doubt.At, amount), .. step.Gaps] };
    }

    // A kWh at once is not doubted: some counters know no finer step.
    private static bool IsLeap(CounterSample from, CounterSample to, double? maxPowerKw)
    {
        if (maxPowerKw is not { } most) return false;
        var rise = to.Total.MicroKilowattHours - from.Total.MicroKilowattHours;
        var could = (to.At - from.At).TotalSeconds * most * MicroPerKilowattSecond * 1.1;
        return rise > Energy.Micro && rise - Energy.Micro > could;
    }

    private static bool IsZero(CounterGap gap) =>
        gap.Amount is { MicroKilowattHours: 0 } && gap.To - gap.From <= LongestZero
        && gap.From.ToUnixTimeSeconds() % 900 == 0 && gap.To.ToUnixTimeSeconds() % 900 == 0;

    private static IEnumerable<CounterQuarter> Zeros(CounterGap gap)
    {
        if (!IsZero(gap)) yield break;
        for (var at = gap.From; at < gap.To; at += Quarter) yield return new(at, Energy.Zero, true);
    }
}
