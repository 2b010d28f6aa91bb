using Cer.Domain.Metering.Counters;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Domain.Tests.Metering;

/// <summary>Quarters of an hour from a running counter.</summary>
public class CounterQuartersTests
{
    private static readonly Instant Ten = Instant.FromUtc(2026, 1, 14, 10, 0);

    [Fact]
    public void Samples_at_the_quarters_give_measured_quarters() => Assert.Equal(
        [("10:00", 100, false), ("10:15", 250, false)],
        Quarters((0, 1000), (900, 1100), (1800, 1350)));

    [Fact]
    public void A_sample_within_five_seconds_of_an_end_is_of_it() => Assert.Equal(
        [("10:00", 100, false)], Quarters((-4, 1000), (905, 1100)));

    [Fact]
    public void Between_samples_around_an_end_the_value_is_on_the_line_between_them_and_estimated() => Assert.Equal(
        // At 10:15, 30 of 60 seconds on: 1100 and half of 20.
        [("10:00", 110, true)], Quarters((0, 1000), (870, 1100), (930, 1120)));

    [Theory]
    [InlineData(300, 1)]
    [InlineData(301, 0)]
    public void Across_more_than_five_minutes_nothing_is_estimated(int seconds, int quarters) =>
        Assert.Equal(quarters, Quarters((0, 1000), (800, 1100), (800 + seconds, 1120)).Count);

    [Fact]
    public void Lost_samples_leave_a_gap_whose_sum_is_known()
    {
        var (quarters, gaps, _) = Run((0, 1000), (900, 1100), (2000, 1200), (2700, 1500), (3600, 1600));
        Assert.Equal([("10:00", 100, false), ("10:45", 100, false)], quarters);
        Assert.Equal([new CounterGap(At(900), At(2700), Wh(400))], gaps);
    }

    [Fact]
    public void A_device_that_shows_zero_while_it_starts_loses_nothing() => Assert.Equal(
        [("10:00", 100, false), ("10:15", 250, false)],
        Quarters((0, 1000), (900, 1100), (1000, 0), (1060, 0), (1120, 1120), (1800, 1350)));

    [Fact]
    public void A_small_dip_is_noise_and_is_not_counted_twice() => Assert.Equal(
        [("10:00", 100, false)],
        Quarters((0, 100_000), (300, 100_050), (360, 100_040), (420, 100_045), (480, 100_060), (900, 100_100)));

    [Fact]
    public void A_counter_that_falls_and_goes_on_from_there_began_anew_and_nothing_is_booked_across()
    {
        var (quarters, gaps, state) = Run((0, 500_000), (900, 500_100), (1000, 3), (1060, 10), (1800, 60), (2700, 160));
        Assert.Equal([("10:00", 100, false), ("10:30", 100, false)], quarters);
        Assert.Equal([new CounterGap(At(900), At(1000), null)], gaps);
        Assert.Equal(Wh(160), state.Last!.Value.Total);
    }

    [Fact]
    public void A_counter_that_stays_at_zero_for_an_hour_began_anew()
    {
        var samples = Enumerable.Range(0, 70).Select(minute => (1000 + (minute * 60), 0L));
        var (quarters, gaps, state) = Run([(0, 5000), (900, 5100), .. samples, (5400, 7)]);
        Assert.Equal([("10:00", 100, false)], quarters.Take(1));
        Assert.Equal(new CounterGap(At(900), At(1000), null), gaps[0]);
        Assert.Equal(Wh(7), state.Last!.Value.Total);
    }

    [Fact]
    public void One_wild_value_is_not_believed() => Assert.Equal(
        [("10:00", 100, false)], Quarters((0, 1000), (300, 900_000_000), (360, 1040), (900, 1100)));

    [Fact]
    public void A_jump_that_stays_is_another_counter() =>
        Assert.Equal(
            [new CounterGap(At(900), At(1000), null)],
            Run((0, 1000), (900, 1100), (1000, 900_000_000), (1060, 900_000_020)).Gaps);

    [Fact]
    public void A_sample_that_comes_late_or_again_changes_nothing()
    {
        var (_, _, once) = Run((0, 1000), (900, 1100));
        var (quarters, _, again) = Run((0, 1000), (900, 1100), (900, 1100), (300, 1050), (0, 1000));
        Assert.Equal([("10:00", 100, false)], quarters);
        Assert.Equal(once, again);
    }

    /// <summary>Steps of a counter: seconds until the next sample, and Wh that it rose by; never more than a megawatt could.</summary>
    private static readonly Arbitrary<(int Seconds, int Rise)[]> Steps = Gen.Zip(
        Gen.OneOf(Gen.Choose(1, 90), Gen.Choose(1, 1000), Gen.Choose(1, 20_000)), Gen.Choose(0, 200))
        .ArrayOf(120).ToArbitrary();

    [Fact]
    public void Quarters_and_gaps_sum_up_to_what_the_counter_rose_by() => Prop.ForAll(Steps, steps =>
    {
        var (state, first) = (CounterState.Empty, (CounterMark?)null);
        var (sum, end) = (0L, (Instant?)null);
        foreach (var sample in Samples(steps))
        {
            var step = CounterQuarters.Follow(state, sample);
            state = step.State;
            first ??= state.Mark;
            foreach (var (from, to, amount) in step.Gaps.Select(gap => (gap.From, gap.To, gap.Amount!.Value))
                .Concat(step.Quarter is { } quarter
                    ? [(quarter.Start, quarter.Start + Duration.FromMinutes(15), quarter.Amount)]
                    : []))
            {
                Assert.True(to > from && (end is null || from == end), "in order, without a hole");
                end = to;
                sum += amount.MicroKilowattHours;
            }
        }

        Assert.Equal((state.Mark?.Total.MicroKilowattHours ?? 0) - (first?.Total.MicroKilowattHours ?? 0), sum);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_a_counter_shows_no_more_is_booked_than_it_rose_by() => Prop.ForAll(
        Gen.Zip(Gen.Choose(1, 1200), Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 50), Gen.Choose(0, 100_000))).ArrayOf(200).ToArbitrary(),
        samples =>
        {
            var (state, booked, rises, at, last) = (CounterState.Empty, 0L, 0L, Ten, 0);
            foreach (var (seconds, total) in samples)
            {
                at += Duration.FromSeconds(seconds);
                var step = CounterQuarters.Follow(state, new(at, Wh(total)));
                state = step.State;
                booked += (step.Quarter?.Amount.MicroKilowattHours ?? 0) + step.Gaps.Sum(gap => gap.Amount?.MicroKilowattHours ?? 0);
                rises += Math.Max(0, total - last) * 1000L;
                last = total;
            }

            Assert.InRange(booked, 0, rises);
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<CounterSample> Samples(IEnumerable<(int Seconds, int Rise)> steps)
    {
        var (at, total) = (Ten, 1_000_000L);
        foreach (var (seconds, rise) in steps)
        {
            (at, total) = (at + Duration.FromSeconds(seconds), total + rise);
            yield return new(at, Wh(total));
        }
    }

    private static List<(string Start, long WattHours, bool IsEstimated)> Quarters(params (int Second, long WattHours)[] samples) =>
        Run(samples).Quarters;

    private static (List<(string Start, long WattHours, bool IsEstimated)> Quarters, List<CounterGap> Gaps, CounterState State) Run(
        params (int Second, long WattHours)[] samples)
    {
        var state = CounterState.Empty;
        List<(string, long, bool)> quarters = [];
        List<CounterGap> gaps = [];
        foreach (var (second, wattHours) in samples)
        {
            var step = CounterQuarters.Follow(state, new(At(second), Wh(wattHours)));
            state = step.State;
            gaps.AddRange(step.Gaps);
            if (step.Quarter is { } quarter)
            {
                quarters.Add((
                    quarter.Start.InUtc().ToString("HH:mm", null), quarter.Amount.MicroKilowattHours / 1000, quarter.IsEstimated));
            }
        }

        return (quarters, gaps, state);
    }

    private static Instant At(int second) => Ten + Duration.FromSeconds(second);

    private static Energy Wh(long wattHours) => Energy.FromMicroKilowattHours(wattHours * 1000);
}
