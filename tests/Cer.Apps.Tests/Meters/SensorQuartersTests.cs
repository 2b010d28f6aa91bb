using Cer.Domain;
using Cer.Domain.Metering.Counters;
using NodaTime;

namespace Cer.Apps.Tests.Meters;

public class SensorQuartersTests
{
    [Fact]
    public void A_leap_beyond_the_meters_power_is_a_gap_once_the_counter_goes_on_from_there()
    {
        // A dead collector showed 100 kWh for hours; alive again, it shows 130. A plant of 10 kW makes 2.5 in a quarter.
        var (quarters, gaps) = Run(
            10,
            ("10:00", 100m), ("10:15", 100m), ("10:30", 100m), ("10:40", 130m), ("10:41", 130.1m), ("10:45", 130.5m), ("11:00", 132m));

        Assert.Equal([("10:00", 0m), ("10:15", 0m), ("10:45", 1.5m)], quarters);
        var gap = Assert.Single(gaps, gap => gap.Amount is not null && gap.Amount != Energy.Zero);
        Assert.Equal((At("10:30"), 30m), (gap.From, gap.Amount!.Value.KilowattHours));
    }

    [Fact]
    public void A_leap_that_comes_back_was_noise()
    {
        var (quarters, gaps) = Run(
            10, ("10:00", 100m), ("10:05", 140m), ("10:06", 100.5m), ("10:15", 101m), ("10:30", 102m));
        Assert.Equal([("10:00", 1m), ("10:15", 1m)], quarters);
        Assert.Empty(gaps);
    }

    [Fact]
    public void A_zero_while_the_device_starts_is_no_energy()
    {
        var (quarters, _) = Run(10, ("10:00", 100m), ("10:05", 0m), ("10:06", 100.5m), ("10:15", 101m));
        Assert.Equal([("10:00", 1m)], quarters);
    }

    [Fact]
    public void A_small_dip_takes_nothing_away()
    {
        var (quarters, _) = Run(10, ("10:00", 100m), ("10:05", 100.4m), ("10:06", 100.3m), ("10:10", 100.7m), ("10:15", 101m));
        Assert.Equal([("10:00", 1m)], quarters);
    }

    [Fact]
    public void A_counter_that_began_anew_is_counted_from_there_and_nothing_across()
    {
        var (quarters, gaps) = Run(10, ("10:00", 100m), ("10:15", 101m), ("10:20", 0m), ("10:30", 0.7m), ("10:45", 1.7m));
        Assert.Equal([("10:00", 1m), ("10:30", 1m)], quarters);
        Assert.Null(Assert.Single(gaps).Amount);
    }

    [Fact]
    public void The_same_value_on_both_sides_of_a_night_is_zeros_and_estimates()
    {
        var state = SensorState.Empty;
        state = SensorQuarters.Take(state, Sample("20:00", 100m), false, 10).State;
        var step = SensorQuarters.Take(state, new(At("20:00") + Duration.FromHours(9), Energy.FromKilowattHours(100m)), false, 10);
        Assert.Equal(36, step.Quarters.Count);
        Assert.All(step.Quarters, quarter => Assert.Equal((Energy.Zero, true), (quarter.Amount, quarter.IsEstimated)));
        Assert.Empty(step.Gaps);
    }

    [Fact]
    public void A_value_that_had_merely_not_changed_makes_the_quarters_on_both_sides_estimates()
    {
        var state = SensorState.Empty;
        state = SensorQuarters.Take(state, Sample("10:00", 100m), false, 10).State;
        var first = SensorQuarters.Take(state, Sample("10:15", 100m), true, 10);
        var second = SensorQuarters.Take(first.State, Sample("10:30", 101m), false, 10);
        var third = SensorQuarters.Take(second.State, Sample("10:45", 102m), false, 10);
        Assert.Equal([true, true, false], new[] { first, second, third }.Select(step => step.Quarters.Single().IsEstimated));
    }

    [Fact]
    public void Of_two_counters_of_one_meter_each_quarter_is_told_once_and_the_first_goes_before()
    {
        var state = MeterState.Empty;
        List<(Instant Start, decimal Kwh)> told = [];
        for (var minute = 0; minute <= 120; minute++)
        {
            var at = At("10:00") + Duration.FromMinutes(minute);
            // The second counter began at another total, and counts a little more.
            Take(MeterQuarters.TakeSecond(state, new(at, Energy.FromKilowattHours(5000 + (minute * 0.101m))), false, 10));
            if (minute is >= 40 and <= 80) continue;
            Take(MeterQuarters.TakeMain(state, new(at, Energy.FromKilowattHours(100 + (minute * 0.1m))), false, 10));
        }

        Assert.Equal(told.Select(one => one.Start).Distinct().Count(), told.Count);
        Assert.Equal(
            [1.5m, 1.5m, 1.515m, 1.515m, 1.515m, 1.515m, 1.5m, 1.5m],
            told.OrderBy(one => one.Start).Select(one => one.Kwh));

        void Take(MeterStep step)
        {
            state = step.State;
            told.AddRange(step.Quarters.Select(quarter => (quarter.Start, quarter.Amount.KilowattHours)));
        }
    }

    private static (List<(string Start, decimal Kwh)> Quarters, List<CounterGap> Gaps) Run(
        double maxPower, params (string At, decimal Kwh)[] shown)
    {
        var state = SensorState.Empty;
        List<(string, decimal)> quarters = [];
        List<CounterGap> gaps = [];
        foreach (var (at, kwh) in shown)
        {
            var step = SensorQuarters.Take(state, Sample(at, kwh), false, maxPower);
            state = step.State;
            quarters.AddRange(step.Quarters.Select(quarter => (Text(quarter.Start), quarter.Amount.KilowattHours)));
            gaps.AddRange(step.Gaps);
        }

        return (quarters, gaps);
    }

    private static CounterSample Sample(string at, decimal kwh) => new(At(at), Energy.FromKilowattHours(kwh));

    private static Instant At(string time) => Times.At($"2026-06-10T{time}:00Z");

    private static string Text(Instant at) => at.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
