using Cer.Domain.Metering.Counters;
using NodaTime;

namespace Cer.Apps;

/// <summary>Lets a meter go on while a time of it is still to be read: each quarter is told by the one or by the other.</summary>
/// <remarks>
/// The first value that comes afterwards parts them, at the next end of a quarter: what is before is told of the recorder, from
/// what was known then, and what is behind of the values that come. Neither makes a quarter of the other, and none is made across.
/// </remarks>
public static class MissedSpans
{
    private const int Most = 32;
    private const int QuarterSeconds = 900;

    public static MeterState Put(MeterState state, Instant now)
    {
        var (spans, known) = (state.Spans ?? [], state);
        if (spans is [.., { IsOpen: true } last])
        {
            // It was cut when that time began: what was known then is known still.
            known = state with
            {
                Main = GoesOn(last.Before.Main, state.Main) ? last.Before.Main : state.Main,
                Second = GoesOn(last.Before.Second, state.Second) ? last.Before.Second : state.Second,
            };
            // Of a counter that nothing came of since, it is still the same time.
            var rest = last.Before with { Main = Closed(last.Before.Main), Second = Closed(last.Before.Second) };
            spans = spans.RemoveAt(spans.Count - 1);
            if (rest.Main.Counter.Last is not null || rest.Second.Counter.Last is not null) spans = spans.Add(last with { Before = rest });
        }

        var told = state.Held.Select(quarter => (Instant?)(quarter.Start + Duration.FromSeconds(QuarterSeconds))).Max();
        var before = known with { Held = [], Spans = null, ToldTo = Later(state.ToldTo, told) };
        if (spans.Count == Most) spans = spans.RemoveAt(0);
        return state with { Main = Cut(state.Main), Second = Cut(state.Second), Spans = spans.Add(new(before, now)) };
    }

    /// <summary>Notes what a counter shows now, before it is taken.</summary>
    public static MeterState Seen(MeterState state, bool isMain, CounterSample sample, bool held)
    {
        if (state.Spans is not [.., var last] spans) return state;
        var (live, before) = isMain ? (state.Main, last.Before.Main) : (state.Second, last.Before.Second);
        if (MissedSpan.IsOpenOf(before) && before.Entity == live.Entity && sample.At > live.Counter.Last?.At)
        {
            var end = EndOf(sample.At);
            (live, before) = (live with { From = Later(live.From, end) }, before with { To = end });
            last = last with { Before = isMain ? last.Before with { Main = before } : last.Before with { Second = before } };
            spans = spans.SetItem(spans.Count - 1, last);
        }

        if (!held)
        {
            foreach (var span in spans.Where(one => IsFirst(isMain ? one.Before.Main : one.Before.Second)))
            {
                var after = isMain
                    ? span with { MainAfter = span.MainAfter ?? sample }
                    : span with { SecondAfter = span.SecondAfter ?? sample };
                if (after != span) spans = spans.Replace(span, after);
            }
        }

        return isMain ? state with { Main = live, Spans = spans } : state with { Second = live, Spans = spans };

        bool IsFirst(SensorState one) => one.Entity == live.Entity && sample.At >= one.To;
    }

    /// <summary>Tells the oldest of the spans, and what a counter that was not heard since is known to show goes on from there.</summary>
    public static MeterStep Tell(
        MeterState state, IEnumerable<(bool IsMain, PastValue Value)> past, double? maxPowerKw, Daylight? light = null)
    {
        var span = state.Spans![0];
        var (told, before) = (span.Before, span.Before);
        if (span.MainAfter is { } main) past = past.Append((true, new(main, false)));
        if (span.SecondAfter is { } second) past = past.Append((false, new(second, false)));
        List<CounterQuarter> quarters = [];
        List<CounterGap> gaps = [];
        foreach (var (isMain, (sample, held)) in past.OrderBy(one => one.Value.Sample.At))
        {
            var sensor = isMain ? told.Main : told.Second;
            if (sensor.To is { } to && sensor.Counter.Last?.At >= to) continue;
            var step = isMain
                ? MeterQuarters.TakeMain(told, sample, held, maxPowerKw, light)
                : MeterQuarters.TakeSecond(told, sample, held, maxPowerKw, light);
            told = step.State;
            quarters.AddRange(step.Quarters);
            gaps.AddRange(step.Gaps);
        }

        quarters.AddRange(told.Held.Where(quarter => !(quarter.Start >= told.Main.To)));
        return new(
            state with
            {
                Main = GoesOn(before.Main, state.Main) ? told.Main : state.Main,
                Second = GoesOn(before.Second, state.Second) ? told.Second : state.Second,
                ToldTo = Later(state.ToldTo, told.ToldTo),
                Spans = state.Spans.Count > 1 ? state.Spans.RemoveAt(0) : null,
            },
            quarters,
            gaps);
    }

    /// <summary>Ends the time of counters that are not the meter's any more.</summary>
    public static MeterState Close(MeterState state, Instant now)
    {
        if (state.Spans is not [.., { IsOpen: true } span]) return state;
        var end = EndOf(now) - Duration.FromSeconds(QuarterSeconds);
        var before = span.Before with { Main = Ended(span.Before.Main, end), Second = Ended(span.Before.Second, end) };
        return state with
        {
            Main = state.Main with { From = Later(state.Main.From, end) },
            Second = state.Second with { From = Later(state.Second.From, end) },
            Spans = state.Spans.SetItem(state.Spans.Count - 1, span with { Before = before }),
        };
    }

    private static bool GoesOn(SensorState before, SensorState live) => MissedSpan.IsOpenOf(before) && before.Entity == live.Entity;

    private static SensorState Ended(SensorState sensor, Instant end) => MissedSpan.IsOpenOf(sensor) ? sensor with { To = end } : sensor;

    private static SensorState Closed(SensorState sensor) => MissedSpan.IsOpenOf(sensor) ? SensorState.Empty : sensor;

    // The last value stays, so that one that comes back, or falls, is known for what it is.
    private static SensorState Cut(SensorState sensor) =>
        sensor with { Counter = sensor.Counter with { Mark = null }, MarkIsHeld = false };

    private static Instant EndOf(Instant at) =>
        Instant.FromUnixTimeSeconds((at - Duration.Epsilon).ToUnixTimeSeconds() / QuarterSeconds * QuarterSeconds + QuarterSeconds);

    private static Instant? Later(Instant? one, Instant? other) => one is null || other > one ? other : one;
}
