using Cer.Settlement.Detecting;

namespace Cer.Settlement.Tests.Detecting;

/// <summary>What missing quarters probably held, by hand.</summary>
public class EstimateTests
{
    private static readonly Estimates Estimates = new(InventedSeries.Calendar);

    [Fact]
    public void Two_missing_quarters_lie_on_the_line_between_their_neighbours()
    {
        var series = InventedSeries.Household(i => i < 500 ? 100_000 : 400_000);
        InventedSeries.Lose(series, 500, 502);
        var (amounts, method) = Estimates.Of(series, 500, 502, null);
        Assert.Equal(EstimateMethod.Interpolated, method);
        Assert.Equal([200_000L, 300_000L], amounts);
    }

    [Fact]
    public void A_part_of_a_long_gap_is_no_short_gap()
    {
        var series = InventedSeries.Household();
        InventedSeries.Lose(series, 500, 540);
        Assert.Equal(EstimateMethod.SimilarDays, Estimates.Of(series, 510, 512, null).Method);
    }

    [Fact]
    public void A_Wednesday_is_the_mean_of_the_four_nearest_working_days()
    {
        // 10 June 2026 is a Wednesday, day 9: 9 and 11, 8 and 12 June are nearest. Each day has 1 Wh of its number.
        var series = InventedSeries.Household(i => 1_000 * (i / 96));
        InventedSeries.Lose(series, 96 * 9, 96 * 10);
        var (amounts, method) = Estimates.Of(series, 96 * 9, 96 * 10, null);
        Assert.Equal(EstimateMethod.SimilarDays, method);
        Assert.All(amounts, amount => Assert.Equal((8_000 + 10_000 + 7_000 + 11_000) / 4, amount));
    }

    [Fact]
    public void A_Sunday_and_the_holiday_of_2_June_are_alike_and_working_days_are_not()
    {
        // 7 June is a Sunday; 2 June is the feast of the republic, 14 June the next Sunday.
        var series = InventedSeries.Household(i => (i / 96) is 1 or 6 or 13 ? 10_000 + (i / 96) : 99_000);
        InventedSeries.Lose(series, 96 * 6, 96 * 7);
        Assert.All(Estimates.Of(series, 96 * 6, 96 * 7, null).Amounts, amount => Assert.Equal((10_001 + 10_013) / 2, amount));
    }

    [Fact]
    public void A_plant_follows_its_neighbour_scaled_by_the_days_around()
    {
        var series = InventedSeries.Roof(_ => 400);
        var neighbour = InventedSeries.Roof(_ => 800).Amounts;
        InventedSeries.Lose(series, 96 * 6, 96 * 7);
        var (amounts, method) = Estimates.Of(series, 96 * 6, 96 * 7, neighbour);
        Assert.Equal(EstimateMethod.Scaled, method);
        for (var i = 0; i < 96; i++) Assert.InRange(amounts[i], (neighbour[(96 * 6) + i] / 2) - 100, (neighbour[(96 * 6) + i] / 2) + 100);
    }

    [Fact]
    public void Where_nothing_is_similar_it_stays_missing()
    {
        var series = InventedSeries.Household();
        InventedSeries.Lose(series, 0, InventedSeries.Count);
        var (amounts, method) = Estimates.Of(series, 96, 192, null);
        Assert.Equal(EstimateMethod.None, method);
        Assert.All(amounts, amount => Assert.Equal(QuarterSeries.None, amount));
    }
}
