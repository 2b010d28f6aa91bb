using Cer.Domain;
using Cer.Exchange.Gse;
using Cer.Operations.Reconciling;
using NodaTime;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>A statement that tells hours is held against the tariff of each: price of the zone, bracket, correction.</summary>
public class TariffHoursTests
{
    private const int May = 5;

    [Fact]
    public void True_hours_agree_also_where_the_factor_of_the_grant_was_applied()
    {
        var rows = Hours(_ => TownHours.Instance.Cnor, 4m);
        Assert.Equal(6, rows.Length);
        Assert.All(rows, row => Assert.Equal((744m, 744m, false), (row.Accrued!.Value, row.Advised!.Value, row.Differs)));
    }

    [Fact]
    public void Hours_at_the_price_of_another_zone_are_counted_and_the_first_ten_named()
    {
        var rows = Hours(_ => TownHours.Instance.Csud, 4m);
        foreach (var row in rows)
        {
            // By plain loops: the hours in which the two prices make two tariffs.
            var (from, expected) = (OtherHand.Place(new(TownHours.Year, May, 1)), new List<int>());
            for (var hour = 0; hour < 744; hour++)
                if (Math.Abs(Tariff(TownHours.Instance.Cnor[from + hour], 4m) - Tariff(TownHours.Instance.Csud[from + hour], 4m)) > 0.01m)
                    expected.Add(hour);
            Assert.Equal(-expected.Count, row.Difference);
            Assert.Equal(10, row.Hours.Count);
            Assert.Equal(
                expected.Take(10).Select(hour => MarketHour.StartOf(new(TownHours.Year, May, 1)) + Duration.FromHours(hour)),
                row.Hours.Select(hour => hour.Hour.Start));
            Assert.Equal(TownHours.Instance.Cnor[from + expected[0]], row.Hours[0].Price);
        }
    }

    [Fact]
    public void The_correction_of_another_area_is_its_cause()
    {
        var hand = PlantedCause.Hand(May, PlantedCause.Correction("UP-SCUOLA"));
        var ground = PlantedYear.GroundOf(new(May, hand));
        var settled = ground.Advised.Settled! with
        {
            Lines = [.. ground.Advised.Settled!.Lines, .. Lines("UP-SCUOLA", TownHours.Instance.Cnor, 10m, 1m)],
        };
        var month = Assert.Single(Reconciliation.Of(
            [ground with { Advised = ground.Advised with { Settled = settled } }], _ => PlantedYear.MaterialOf(new(May, hand))));
        var one = Assert.Single(Discrepancy.Of(month));
        Assert.Equal((CauseKind.AreaCorrection, "NORD"), (one.Cause!.Kind, one.Cause.About));
        Assert.Contains(one.Rows, row => row.Key.Item == ReconciledItem.TariffHours && row.Difference == -744m);
    }

    [Fact]
    public void One_hour_that_differs_in_a_month_whose_money_agrees_is_said()
    {
        var rows = Hours(_ => TownHours.Instance.Cnor, 4m, hour => hour == 300 ? 1m : 0m);
        Assert.All(rows, row =>
        {
            Assert.Equal((true, -1m), (row.Differs, row.Difference!.Value));
            Assert.Equal(MarketHour.StartOf(new(TownHours.Year, May, 1)) + Duration.FromHours(300), Assert.Single(row.Hours).Hour.Start);
            // One euro more, and of the tariff that the grant halves half of both.
            Assert.Equal((row.Hours[0].Own!.Value + 1m) * (row.Key.Scope == "UP-PALESTRA" ? 0.5m : 1m), row.Hours[0].Advised);
        });
    }

    private static ReconciledRow[] Hours(Func<string, decimal[]> prices, decimal correction, Func<int, decimal>? off = null)
    {
        var ground = PlantedYear.GroundOf(new(May, new OtherHand(May).Compute()));
        var lines = OtherHand.Ups.SelectMany(up => Lines(up.Up, prices(up.Up), correction, up.Granted ? 0.5m : 1m, off));
        var settled = ground.Advised.Settled! with { Lines = [.. ground.Advised.Settled!.Lines, .. lines] };
        var month = Assert.Single(Reconciliation.Of(
            [ground with { Advised = ground.Advised with { Settled = settled } }],
            _ => PlantedYear.MaterialOf(new(May, new OtherHand(May)))));
        Assert.DoesNotContain(month.Differences, row => row.Key.Item != ReconciledItem.TariffHours);
        return [.. month.Rows.Where(row => row.Key.Item == ReconciledItem.TariffHours)];
    }

    private static IEnumerable<StatementLine> Lines(
        string unit, decimal[] prices, decimal correction, decimal kept, Func<int, decimal>? off = null)
    {
        var from = OtherHand.Place(new(TownHours.Year, May, 1));
        for (var hour = 0; hour < 744; hour++)
        {
            yield return new(1000 + hour, new(TownHours.Year, May), StatementKind.Complete)
            {
                Unit = unit,
                Hour = MarketHour.StartOf(new(TownHours.Year, May, 1)) + Duration.FromHours(hour),
                Tariff = (Tariff(prices[from + hour], correction) + (off?.Invoke(hour) ?? 0m)) * kept,
            };
        }
    }

    /// <summary>min(120, 80 + max(0, 180 - price)) and the correction: DM 414/2023, up to 200 kW.</summary>
    private static decimal Tariff(decimal price, decimal correction) =>
        Math.Min(120m, 80m + Math.Max(0m, 180m - price)) + correction;
}
