using System.Collections.Immutable;
using Cer.Domain.Metering.Counters;
using NodaTime;

namespace Cer.Apps;

/// <summary>One meter read by one counter or two: each quarter of an hour is told once.</summary>
/// <remarks>
/// The first counter goes before. What the second tells waits until the first is past that quarter, or for half an hour: two
/// counters begin at different totals, so neither ever completes a quarter of the other, and their energies are never added up.
/// </remarks>
public static class MeterQuarters
{
    public static readonly Duration Patience = Duration.FromMinutes(30);

    private const int MostHeld = 700;

    private static readonly Duration Quarter = Duration.FromMinutes(15);

    public static MeterStep TakeMain(MeterState state, CounterSample sample, bool held, double? maxPowerKw)
    {
        var step = BridgedQuarters.Take(state.Main, sample, held, maxPowerKw);
        var isSilent = state.Main.Counter.Last is { } last && sample.At - last.At > CounterQuarters.LongestBridge;
        CounterQuarter[] news =
        [
            .. step.Quarters.Where(quarter => !(isSilent && quarter.IsEstimated && IsOfSecond(state, quarter.Start))),
        ];
        var next = Told(state with { Main = step.State }, news);
        var (after, late) = Release(next, sample.At);
        return new(after, [.. news, .. late], step.Gaps);
    }

    public static MeterStep TakeSecond(MeterState state, CounterSample sample, bool held, double? maxPowerKw)
    {
        var step = BridgedQuarters.Take(state.Second, sample, held, maxPowerKw);
        var news = step.Quarters.Where(quarter => quarter.Start >= (state.ToldTo ?? Instant.MinValue)
            && !state.Held.Exists(other => other.Start == quarter.Start));
        var kept = state.Held.AddRange(news);
        if (kept.Count > MostHeld) kept = kept.RemoveRange(0, kept.Count - MostHeld);
        var (after, late) = Release(state with { Second = step.State, Held = kept }, sample.At);
        return new(after, late, step.Gaps);
    }

    /// <summary>Whether the second counter has told the quarter, or was heard in it: what the first guesses is no better.</summary>
    private static bool IsOfSecond(MeterState state, Instant start) =>
        start < state.ToldTo || state.Second.Counter.Last?.At > start;

    private static MeterState Told(MeterState state, IReadOnlyList<CounterQuarter> quarters)
    {
        if (quarters.Count == 0) return state;
        var end = quarters.Max(quarter => quarter.Start) + Quarter;
        var starts = quarters.Select(quarter => quarter.Start).ToHashSet();
        return state with
        {
            ToldTo = state.ToldTo is { } before && before > end ? before : end,
            Held = state.Held.RemoveAll(quarter => starts.Contains(quarter.Start)),
        };
    }

    /// <summary>What the first counter will not tell any more, for it is past it, or silent for too long.</summary>
    private static (MeterState State, ImmutableList<CounterQuarter> Late) Release(MeterState state, Instant now)
    {
        if (state.Held.IsEmpty) return (state, []);
        var past = state.Main.Counter.Mark?.At ?? Instant.MinValue;
        var late = state.Held.FindAll(quarter =>
            quarter.Start + Quarter <= past || quarter.Start + Quarter + Patience <= now);
        return late.IsEmpty ? (state, late) : (Told(state, late), late);
    }
}
