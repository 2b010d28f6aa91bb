using NodaTime;

namespace Cer.Domain.Metering.Counters;

/// <summary>Makes quarters of an hour of what a running counter showed, sample by sample.</summary>
/// <remarks>
/// A quarter is the difference of the counter at its two ends. A sample within five seconds of an end is of it; else the
/// value is taken on the line between the samples around it, when they are at most five minutes apart, and is an estimate.
/// Across more, the sum is known and its split is not: a gap. A sample that falls, or rises by more than a megawatt could, is
/// not believed alone. The counter may come back: noise, or a device that shows zero while it starts. If it goes on from the
/// new value, and that is not a small dip, or if it stays there for an hour, it was restarted: nothing is booked across.
/// </remarks>
public static class CounterQuarters
{
    public static readonly Duration Near = Duration.FromSeconds(5);
    public static readonly Duration LongestBridge = Duration.FromMinutes(5);
    public static readonly Duration LongestDoubt = Duration.FromHours(1);

    private const int QuarterSeconds = 900;

    // A megawatt: no clamp measures more.
    private const long MostPerSecond = 277_778;
    private const long MostAtOnce = Energy.Micro;

    // A dip of at most a hundredth, and of at most a kWh, is noise.
    private const long SmallPart = 100;
    private const long SmallDip = Energy.Micro;

    private static readonly Duration Quarter = Duration.FromSeconds(QuarterSeconds);

    public static CounterStep Follow(CounterState state, CounterSample sample)
    {
        sample = sample with { At = Snapped(sample.At) };
        if (state.Last is not { } last) return new(Begun(sample), null, []);
        if (sample.At <= last.At || sample.At <= state.Doubt?.At) return new(state, null, []);
        if (Follows(last, sample)) return Advance(state, sample);
        if (state is not { Doubt: { } doubt, DoubtSince: { } since })
            return new(state with { Doubt = sample, DoubtSince = sample.At }, null, []);

        var goesOn = Follows(doubt, sample);
        var grows = goesOn && sample.Total > doubt.Total && !IsSmallDip(last, sample);
        if (!grows && (!goesOn || sample.At - since < LongestDoubt))
            return new(state with { Doubt = goesOn ? doubt : sample }, null, []);

        // A counter that began anew: what it counts from there is a series of its own.
        var begun = Begun(doubt);
        var from = state.Mark?.At ?? last.At;
        var gap = new CounterGap(from, doubt.At, null);
        var step = Advance(begun, sample);
        return step with { Gaps = [gap, .. step.Gaps] };
    }

    private static CounterStep Advance(CounterState state, CounterSample sample)
    {
        var last = state.Last!.Value;
        var next = state with { Last = sample, Doubt = null, DoubtSince = null };
        if (MarkBetween(last, sample) is not { } mark) return new(next, null, []);
        next = next with { Mark = mark };
        if (state.Mark is not { } before) return new(next, null, []);
        var amount = Difference(mark.Total, before.Total);
        return mark.At - before.At == Quarter
            ? new(next, new(before.At, amount, mark.IsEstimated || before.IsEstimated), [])
            : new(next, null, [new(before.At, mark.At, amount)]);
    }

    /// <summary>The value at the end of a quarter behind one sample, and not behind the next.</summary>
    private static CounterMark? MarkBetween(CounterSample from, CounterSample to)
    {
        if (IsEnd(to.At)) return new(to.At, to.Total, false);
        var end = Floor(to.At);
        if (end <= from.At || to.At - from.At > LongestBridge) return null;
        var rise = (Int128)(to.Total.MicroKilowattHours - from.Total.MicroKilowattHours);
        var share = rise * (Int128)(end - from.At).ToInt64Nanoseconds() / (Int128)(to.At - from.At).ToInt64Nanoseconds();
        return new(end, Energy.FromMicroKilowattHours(from.Total.MicroKilowattHours + (long)share), true);
    }

    private static CounterState Begun(CounterSample sample) =>
        new(sample, IsEnd(sample.At) ? new CounterMark(sample.At, sample.Total, false) : null);

    private static bool Follows(CounterSample from, CounterSample to)
    {
        if (to.Total < from.Total) return false;
        var seconds = (to.At - from.At).ToInt64Nanoseconds() / NodaConstants.NanosecondsPerSecond;
        var rise = (Int128)(to.Total.MicroKilowattHours - from.Total.MicroKilowattHours);
        return rise <= MostAtOnce + ((Int128)seconds * MostPerSecond);
    }

    private static bool IsSmallDip(CounterSample last, CounterSample sample)
    {
        var fall = last.Total.MicroKilowattHours - sample.Total.MicroKilowattHours;
        return fall > 0 && fall <= SmallDip && fall <= last.Total.MicroKilowattHours / SmallPart;
    }

    private static Energy Difference(Energy later, Energy earlier) =>
        Energy.FromMicroKilowattHours(later.MicroKilowattHours - earlier.MicroKilowattHours);

    private static Instant Snapped(Instant at)
    {
        var near = Floor(at + Near);
        return near - at <= Near && at - near <= Near ? near : at;
    }

    private static bool IsEnd(Instant at) => Floor(at) == at;

    private static Instant Floor(Instant at)
    {
        var seconds = at.ToUnixTimeSeconds();
        return Instant.FromUnixTimeSeconds(seconds - (((seconds % QuarterSeconds) + QuarterSeconds) % QuarterSeconds));
    }
}
