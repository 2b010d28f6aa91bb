using System.Numerics;
using Cer.Domain;
using Cer.Domain.Metering.Counters;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Apps.Tests.Meters;

public class OutageTests
{
    private static readonly Instant Begin = Times.At("2026-03-28T20:00:00Z");

    /// <summary>A day of a counter told each half minute, with any minutes left out: what is told adds up, and gaps are gaps.</summary>
    [Fact]
    public void The_quarters_and_the_gaps_add_up_to_what_the_counter_rose_over_any_outages() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var samples = Samples(random, 24 * 120).ToList();
            var heard = Without(random, samples).ToList();
            var (quarters, gaps, state) = Run(heard);

            // From the first known end of a quarter to the last.
            if (state.Counter.Mark is not { } mark) return quarters.Count == 0;
            var spans = quarters
                .Select(quarter => (From: quarter.Start, To: quarter.Start + Duration.FromMinutes(15), Energy: quarter.Amount))
                .Concat(gaps.Select(gap => (gap.From, gap.To, Energy: gap.Amount!.Value))).OrderBy(span => span.From).ToList();
            if (spans.Count == 0) return true;
            var joined = spans.Zip(spans.Skip(1)).All(pair => pair.First.To == pair.Second.From);
            var sum = spans.Sum(span => span.Energy.MicroKilowattHours);
            var first = TotalAt(heard, spans[0].From);
            return joined && spans[^1].To == mark.At && sum == mark.Total.MicroKilowattHours - first;
        }));

    /// <summary>Nothing is told of a quarter whose ends nobody saw within five minutes, unless the counter did not move.</summary>
    [Fact]
    public void A_quarter_is_told_only_when_the_counter_was_seen_near_both_ends_or_did_not_move() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var heard = Without(random, Samples(random, 24 * 120).ToList()).ToList();
            return Run(heard).Quarters.All(quarter =>
                quarter.Amount == Energy.Zero
                || (SeenAround(heard, quarter.Start) && SeenAround(heard, quarter.Start + Duration.FromMinutes(15))));
        }));

    private static (List<CounterQuarter> Quarters, List<CounterGap> Gaps, SensorState State) Run(IEnumerable<CounterSample> heard)
    {
        var state = SensorState.Empty;
        List<CounterQuarter> quarters = [];
        List<CounterGap> gaps = [];
        foreach (var sample in heard)
        {
            var step = SensorQuarters.Take(state, sample, false, 60);
            state = step.State;
            quarters.AddRange(step.Quarters);
            gaps.AddRange(step.Gaps);
        }

        return (quarters, gaps, state);
    }

    private static IEnumerable<CounterSample> Samples(Random random, int count)
    {
        var total = random.NextInt64(0, 1_000_000_000_000);
        var watts = 0;
        for (var i = 0; i < count; i++)
        {
            // Sun and clouds up to 50 kW, and a night in the middle.
            watts = i % 2880 is > 1000 and < 1700 ? 0 : Math.Clamp(watts + random.Next(-5000, 5001), 0, 50_000);
            total += watts * 30L * 1000 / 3600;
            yield return new(Begin + Duration.FromSeconds(i * 30), Energy.FromMicroKilowattHours(total));
        }
    }

    private static IEnumerable<CounterSample> Without(Random random, List<CounterSample> samples)
    {
        for (var i = 0; i < samples.Count;)
        {
            var there = random.Next(1, 200);
            for (var j = 0; j < there && i < samples.Count; j++) yield return samples[i++];
            i += random.Next(0, 3) switch { 0 => 1, 1 => random.Next(1, 30), _ => random.Next(1, 720) };
        }
    }

    private static long TotalAt(List<CounterSample> heard, Instant at)
    {
        var before = heard.Last(sample => sample.At <= at);
        if (before.At == at) return before.Total.MicroKilowattHours;
        var after = heard.First(sample => sample.At > at);
        var rise = new BigInteger(after.Total.MicroKilowattHours - before.Total.MicroKilowattHours);
        return before.Total.MicroKilowattHours
            + (long)(rise * new BigInteger((at - before.At).TotalSeconds) / new BigInteger((after.At - before.At).TotalSeconds));
    }

    private static bool SeenAround(List<CounterSample> heard, Instant at)
    {
        var before = heard.LastOrDefault(sample => sample.At <= at);
        var after = heard.FirstOrDefault(sample => sample.At >= at);
        return before.At != default && after.At != default && after.At - before.At <= Duration.FromMinutes(5);
    }
}
