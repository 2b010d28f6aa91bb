using Cer.Domain.Metering.Counters;
using NodaTime;

namespace Cer.Apps;

/// <summary>Forgets what of a meter was noted by a clock that was ahead, once the clock has been right for a while.</summary>
/// <remarks>
/// Samples must come in the order of time, so one of next year would silence its meter until then. But a computer without a battery
/// for its clock begins with an hour that is past: for a quarter of an hour it may still find out what time it is.
/// </remarks>
public static class MeterClock
{
    public static readonly Duration Patience = Duration.FromMinutes(15);

    private static readonly Duration Quarter = Duration.FromMinutes(15);
    private static readonly Duration Tolerance = Duration.FromMinutes(1);

    /// <summary>What is to be believed of a meter now, and whether something was forgotten.</summary>
    public static (MeterState State, bool HasForgotten) Seen(MeterState state, Instant now)
    {
        if (!IsAhead(state.Main, now) && !IsAhead(state.Second, now))
            return (state.AheadSince is null ? state : state with { AheadSince = null }, false);
        if (state.AheadSince is not { } since || since > now) return (state with { AheadSince = now }, false);
        if (now - since < Patience) return (state, false);
        return (new(
            Past(state.Main, now),
            Past(state.Second, now),
            state.Held.RemoveAll(quarter => quarter.Start >= now),
            state.ToldTo > now ? null : state.ToldTo), true);
    }

    private static bool IsAhead(SensorState sensor, Instant now) =>
        sensor.Counter.Last?.At > now + Tolerance || sensor.Counter.Doubt?.At > now + Tolerance
        // To the end of its quarter what is told may be bounded.
        || sensor.From > now + Quarter + Tolerance;

    /// <summary>The counter at the last end of a quarter that is past; nothing when that has not come either.</summary>
    private static SensorState Past(SensorState sensor, Instant now) => !IsAhead(sensor, now)
        ? sensor
        : sensor.From > now
        ? sensor with { Counter = CounterState.Empty, MarkIsHeld = false, From = now }
        : sensor.Counter.Mark is { } mark && mark.At <= now
            ? sensor with { Counter = new(new CounterSample(mark.At, mark.Total), mark) }
            : sensor with { Counter = CounterState.Empty, MarkIsHeld = false };
}
