using Cer.Domain;
using Cer.Domain.Metering.Counters;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Apps.Tests.Meters;

public class MissedSpansTests
{
    private const long Watch = 100_000;

    private static readonly Instant Begin = Times.At("2026-06-10T06:07:00Z");

    /// <summary>Any times when nobody listens, and any recorder that fails, answers late, or has kept only some of it.</summary>
    [Fact]
    public void Each_quarter_is_told_once_and_holds_what_was_counted_in_it() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var told = Run(new Random(seed), 0.5);
            return told.GroupBy(one => one.Start).All(one => one.Count() == 1)
                && told.All(one => Math.Abs(one.Amount.MicroKilowattHours - (15 * Watch)) <= 2);
        }));

    [Fact]
    public void Of_a_recorder_that_has_kept_all_no_quarter_is_lost() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var starts = Run(new Random(seed), 0).Select(one => one.Start).Order().ToArray();
            return starts.Zip(starts.Skip(1)).All(pair => pair.Second - pair.First == Duration.FromMinutes(15)) && starts.Length > 36;
        }));

    private static List<CounterQuarter> Run(Random random, double lost)
    {
        var state = MeterState.Empty with { Main = SensorState.Empty with { Entity = "sensor.a" } };
        List<CounterQuarter> told = [];
        HashSet<int> kept = [.. Enumerable.Range(0, 700)];
        for (var minute = 0; minute <= 600; minute++)
        {
            if (minute > 20 && minute < 560 && random.Next(60) == 0)
            {
                // Nobody listened, and the recorder does not tell of it now; it may have lost some of it.
                var end = minute + random.Next(1, 120);
                var hole = random.Next(minute, end);
                if (random.NextDouble() < lost) kept.ExceptWith(Enumerable.Range(hole, end - hole));
                minute = Math.Min(end, 560);
                state = MissedSpans.Put(state, At(minute));
                // The apps began anew before anything was heard, and it does not tell again.
                for (; minute < 550 && random.Next(3) == 0; minute += 7) state = MissedSpans.Put(state, At(minute + 7));
            }

            if (random.Next(30) == 0) Read(minute);
            Take(minute);
        }

        for (var left = 100; left > 0 && state.Spans is not null; left--) Read(600);
        return told;

        void Take(int minute)
        {
            state = MissedSpans.Seen(state, true, Sample(minute), false);
            Add(MeterQuarters.TakeMain(state, Sample(minute), false, 50));
        }

        void Read(int now)
        {
            if (state.Spans is not [var span, ..] || !span.IsDue(At(now))) return;
            var from = span.Before.Main.Counter.Last!.Value.At;
            Add(MissedSpans.Tell(
                state,
                kept.Where(minute => minute < now && At(minute) > from).Order()
                    .Select(minute => (true, new PastValue(Sample(minute), false))),
                50));
        }

        void Add(MeterStep step)
        {
            state = step.State;
            told.AddRange(step.Quarters);
        }
    }

    private static Instant At(int minute) => Begin + Duration.FromMinutes(minute);

    private static CounterSample Sample(int minute) => new(At(minute), Energy.FromMicroKilowattHours(1_000_000_000 + (minute * Watch)));
}
