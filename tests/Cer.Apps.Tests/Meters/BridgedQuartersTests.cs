using Cer.Domain;
using Cer.Domain.Metering.Counters;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Apps.Tests.Meters;

public class BridgedQuartersTests
{
    private static readonly Instant Begin = Times.At("2026-03-28T20:00:00Z");
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    /// <summary>Hand-worked: 06:07 to 06:32, 1.25 kWh, 0.05 in a minute.</summary>
    [Fact]
    public void A_rise_within_half_an_hour_lies_on_the_line()
    {
        var (quarters, gaps) = Run([Sample("06:00:00", 0), Sample("06:07:00", 700), Sample("06:32:00", 1950), Sample("06:45:00", 2000)]);
        Assert.Empty(gaps);
        Assert.Equal([1_100_000L, 750_000L, 150_000L], quarters.Select(quarter => quarter.Amount.MicroKilowattHours));
        Assert.All(quarters, quarter => Assert.True(quarter.IsEstimated));
    }

    [Theory]
    [InlineData("06:37:01", 1_001, false)]
    [InlineData("06:37:00", 1_001, true)]
    [InlineData("23:00:00", 1_000, true)]
    [InlineData("23:00:00", 1_001, false)]
    public void A_long_silence_is_bridged_for_a_kWh_and_a_short_one_for_more(string end, int rise, bool isTold)
    {
        var quarters = Run([Sample("06:00:00", 0), Sample("06:07:00", 0), Sample(end, rise)]).Quarters;
        Assert.Equal(isTold, quarters.Count > 0);
    }

    [Fact]
    public void More_than_the_meter_can_is_not_bridged() =>
        Assert.Empty(Run([Sample("06:00:00", 0), Sample("06:20:00", 5_000)], maxPowerKw: 10).Quarters);

    /// <summary>Any silences: what is told and what is a gap is one chain, and adds up to what the counter rose.</summary>
    [Fact]
    public void What_is_told_and_what_is_not_add_up_over_any_silences() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var heard = Heard(new Random(seed));
            var (quarters, gaps) = Run(heard);
            var spans = quarters.Select(one => (From: one.Start, To: one.Start + Quarter, Energy: one.Amount.MicroKilowattHours))
                .Concat(gaps.Select(one => (one.From, one.To, Energy: one.Amount!.Value.MicroKilowattHours)))
                .OrderBy(one => one.From).ToArray();
            var isChain = spans.Zip(spans.Skip(1)).All(pair => pair.First.To == pair.Second.From);
            var most = heard[^1].Total.MicroKilowattHours - heard[0].Total.MicroKilowattHours;
            return isChain && spans.Sum(one => one.Energy) <= most && quarters.All(one => one.Amount >= Energy.Zero);
        }));

    /// <summary>The fault that it is there for: a sensor that nobody heard, and a leap that lands in one quarter.</summary>
    [Fact]
    public void A_leap_after_a_long_silence_is_in_no_quarter() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var heard = Heard(new Random(seed));
            var leaps = heard.Zip(heard.Skip(1)).Where(pair => pair.Second.At - pair.First.At > Duration.FromMinutes(31)
                && pair.Second.Total.MicroKilowattHours - pair.First.Total.MicroKilowattHours > Energy.Micro).ToArray();
            // Five seconds at each side are the same instant to it.
            var near = Duration.FromSeconds(5);
            return Run(heard).Quarters.All(quarter => !leaps.Any(leap =>
                quarter.Start < leap.Second.At - near && quarter.Start + Quarter > leap.First.At + near));
        }));

    private static (IReadOnlyList<CounterQuarter> Quarters, IReadOnlyList<CounterGap> Gaps) Run(
        IEnumerable<CounterSample> heard, double? maxPowerKw = null)
    {
        var state = SensorState.Empty;
        List<CounterQuarter> quarters = [];
        List<CounterGap> gaps = [];
        foreach (var sample in heard)
        {
            var step = BridgedQuarters.Take(state, sample, false, maxPowerKw);
            state = step.State;
            quarters.AddRange(step.Quarters);
            gaps.AddRange(step.Gaps);
        }

        return (quarters, gaps);
    }

    /// <summary>A day of up to 50 kW and a night of none, in steps of a second to some hours.</summary>
    private static CounterSample[] Heard(Random random)
    {
        List<CounterSample> heard = [];
        var (second, total) = (0, random.NextInt64(0, 1_000_000_000_000));
        while (second < 36 * 3600)
        {
            heard.Add(new(Begin + Duration.FromSeconds(second), Energy.FromMicroKilowattHours(total)));
            var step = random.Next(0, 12) switch { 0 => random.Next(300, 1800), 1 => random.Next(1800, 20_000), _ => random.Next(1, 120) };
            var watts = second is > 12_000 and < 50_000 ? 0 : random.Next(0, 50_001);
            total += (long)watts * step * 1000 / 3600;
            second += step;
        }

        return [.. heard];
    }

    private static CounterSample Sample(string time, int wattHours) =>
        new(Times.At($"2026-06-10T{time}Z"), Energy.FromMicroKilowattHours(wattHours * 1000L));
}
