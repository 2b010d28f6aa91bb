using Cer.Settlement.Detecting;

namespace Cer.Settlement.Tests.Detecting;

/// <summary>Each doubt by an example worked by hand.</summary>
public class DoubtTests
{
    private const int Noon = (96 * 9) + 52;

    [Fact]
    public void Missing_quarters_are_one_span_with_what_days_of_the_same_kind_held()
    {
        var series = InventedSeries.Household(_ => 100_000);
        InventedSeries.Lose(series, 500, 520);
        var doubt = Assert.Single(InventedSeries.Find(series, InventedSeries.Home), doubt => doubt.Kind == DoubtKind.Missing);
        Assert.Equal((500, 520, 2_000_000L), (doubt.From, doubt.To, doubt.Amount));
    }

    [Fact]
    public void What_was_never_known_is_missing_and_nobody_can_tell_how_much()
    {
        var series = InventedSeries.Household();
        InventedSeries.Lose(series, 0, InventedSeries.Count);
        var doubt = Assert.Single(InventedSeries.Find(series, InventedSeries.Home));
        Assert.Equal((0, InventedSeries.Count, (long?)null), (doubt.From, doubt.To, doubt.Amount));
    }

    [Fact]
    public void What_is_not_due_is_not_missing()
    {
        var series = InventedSeries.Household();
        InventedSeries.Lose(series, 500, 520);
        for (var i = 500; i < 520; i++) series.IsDue[i] = false;
        Assert.Empty(InventedSeries.Find(series, InventedSeries.Home));
    }

    [Fact]
    public void Device_and_distributor_that_differ_by_more_than_a_twentieth_are_told_day_by_day()
    {
        var series = InventedSeries.Household();
        (series.Device[100], series.Distributor[100]) = (1_000_000, 1_040_000);
        (series.Device[101], series.Distributor[101]) = (1_000_000, 1_100_000);
        (series.Device[103], series.Distributor[103]) = (2_000_000, 1_000_000);
        (series.Device[104], series.Distributor[104]) = (9_000, 0);
        var doubt = Assert.Single(InventedSeries.Find(series, InventedSeries.Home));
        Assert.Equal((DoubtKind.DeviceVsDistributor, 101, 104), (doubt.Kind, doubt.From, doubt.To));
        Assert.Equal([100_000L, 0L, 1_000_000L], doubt.Amounts);
    }

    [Theory, InlineData(2_000, 0), InlineData(2_001, 1)]
    public void A_total_may_be_off_by_two_Wh_a_quarter_and_no_more(int off, int found)
    {
        var series = InventedSeries.Household();
        series.Totals[10] = 5_000_000;
        series.Totals[11] = 5_000_000 + series.Amounts[11] + off;
        var doubts = InventedSeries.Find(series, InventedSeries.Home);
        Assert.Equal(found, doubts.Count);
        Assert.All(doubts, doubt => Assert.Equal((DoubtKind.TotalVsSum, 2_001L), (doubt.Kind, doubt.Amount)));
    }

    [Fact]
    public void Totals_are_not_compared_across_a_gap_nor_when_the_meter_was_changed()
    {
        var series = InventedSeries.Household();
        (series.Totals[10], series.Totals[20]) = (5_000_000, 9_000_000);
        InventedSeries.Lose(series, 12, 14);
        series.IsDue[12] = series.IsDue[13] = false;
        (series.Totals[30], series.Totals[31]) = (7_000_000, 1_000);
        Assert.Empty(InventedSeries.Find(series, InventedSeries.Home));
    }

    [Fact]
    public void An_estimate_is_not_held_against_the_total_of_the_meter()
    {
        var series = InventedSeries.Household();
        (series.Totals[10], series.Totals[20]) = (5_000_000, 9_000_000);
        series.IsMeasured[15] = false;
        Assert.Empty(InventedSeries.Find(series, InventedSeries.Home));
    }

    [Fact]
    public void A_plant_of_20_kW_that_gives_6_kWh_in_a_quarter_gives_a_quarter_kWh_too_much()
    {
        var series = InventedSeries.Roof(_ => 500);
        series.Amounts[Noon] = 6_000_000;
        var doubt = Assert.Single(InventedSeries.Find(series, InventedSeries.Plant));
        Assert.Equal((DoubtKind.Impossible, 250_000L), (doubt.Kind, doubt.Amount));
    }

    [Fact]
    public void Full_power_at_seven_in_the_morning_is_above_a_clear_sky()
    {
        var series = InventedSeries.Roof(_ => 500);
        series.Amounts[(96 * 9) + 23] = 4_900_000;
        Assert.Equal(DoubtKind.AboveClearSky, Assert.Single(InventedSeries.Find(series, InventedSeries.Plant)).Kind);
    }

    [Fact]
    public void Energy_of_the_sun_at_midnight_is_doubted_and_the_noise_of_an_inverter_is_not()
    {
        var series = InventedSeries.Roof(_ => 500);
        (series.Amounts[96 * 9], series.Amounts[(96 * 9) + 1]) = (50_000, 10_000);
        var doubt = Assert.Single(InventedSeries.Find(series, InventedSeries.Plant));
        Assert.Equal((DoubtKind.NightProduction, 96 * 9, 50_000L), (doubt.Kind, doubt.From, doubt.Amount));
    }

    [Theory, InlineData(96, 0), InlineData(97, 1)]
    public void A_load_may_stay_the_same_for_a_day_and_no_longer(int quarters, int found)
    {
        var series = InventedSeries.Household();
        for (var i = 300; i < 300 + quarters; i++) series.Amounts[i] = 777_777;
        var doubts = InventedSeries.Find(series, InventedSeries.Home);
        Assert.Equal(found, doubts.Count);
        Assert.All(doubts, doubt => Assert.Equal((DoubtKind.FlatLine, 300, 397), (doubt.Kind, doubt.From, doubt.To)));
    }

    [Fact]
    public void The_quarter_after_a_gap_that_holds_the_gap_is_a_spike_less_what_is_usual()
    {
        var series = InventedSeries.Household(_ => 100_000);
        InventedSeries.Lose(series, 500, 510);
        series.Amounts[510] = 1_100_000;
        var doubt = Assert.Single(InventedSeries.Find(series, InventedSeries.Home), doubt => doubt.Kind == DoubtKind.SpikeAfterGap);
        Assert.Equal((510, 511, 1_000_000L), (doubt.From, doubt.To, doubt.Amount));
    }

    [Fact]
    public void A_load_that_goes_on_after_a_gap_is_no_spike()
    {
        var series = InventedSeries.Household();
        InventedSeries.Lose(series, 500, 510);
        for (var i = 510; i < 530; i++) series.Amounts[i] = 1_100_000 + i;
        Assert.DoesNotContain(
            InventedSeries.Find(series, InventedSeries.Home), doubt => doubt.Kind == DoubtKind.SpikeAfterGap);
    }
}
