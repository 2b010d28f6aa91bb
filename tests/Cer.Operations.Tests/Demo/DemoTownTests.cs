using Cer.Domain;
using Cer.Operations.Demo;
using Cer.Operations.Demo.Loads;
using NodaTime;

namespace Cer.Operations.Tests.Demo;

public class DemoTownTests
{
    private static readonly YearMonth October = new(2026, 10);
    private static readonly IReadOnlyList<DemoCurve> Town = Month(October);

    // Worked by hand: days x 96, and an hour less or more when the clocks change.
    [Theory]
    [InlineData(2026, 1, 2976)]
    [InlineData(2026, 2, 2688)]
    [InlineData(2028, 2, 2784)]
    [InlineData(2026, 3, 2972)]
    [InlineData(2026, 10, 2980)]
    public void A_month_has_every_quarter_of_its_Rome_days(int year, int month, int quarters) => Assert.All(
        Month(new(year, month)),
        curve => Assert.Equal((quarters, quarters), (curve.WithdrawnWh.Count, curve.InjectedWh.Count)));

    [Fact]
    public void It_begins_at_midnight_in_Rome() =>
        Assert.All(Town, curve => Assert.Equal(Instant.FromUtc(2026, 9, 30, 22, 0), curve.Start));

    // Worked by hand: 24 hours of 4 quarters, one hour less in spring and one more in autumn.
    [Theory]
    [InlineData(2026, 3, 28, 96)]
    [InlineData(2026, 3, 29, 92)]
    [InlineData(2026, 10, 25, 100)]
    public void A_day_has_the_quarters_of_its_Rome_day(int year, int month, int day, int quarters) => Assert.All(
        DemoTown.Of(new(year, month, day), seed: 1), curve => Assert.Equal(quarters, curve.UsedWh.Count));

    [Fact]
    public void Energy_is_neither_made_nor_lost_at_any_meter() => Assert.All(Town, curve =>
    {
        for (var i = 0; i < curve.UsedWh.Count; i++)
            Assert.Equal(curve.ProducedWh[i] + curve.WithdrawnWh[i], curve.UsedWh[i] + curve.InjectedWh[i]);
    });

    [Fact]
    public void Whatever_span_is_asked_a_quarter_is_the_same()
    {
        var day = MarketHour.SpanOf(new(2026, 10, 25));
        var whole = DemoTown.Of(new(2026, 10, 25), seed: 1);
        var tail = DemoTown.Between(day.Start + Duration.FromHours(7), day.End, seed: 1);
        Assert.All(whole.Zip(tail), pair => Assert.Equal(pair.First.UsedWh.Skip(28), pair.Second.UsedWh));
    }

    [Fact]
    public void A_year_on_the_roofs_gives_what_Tuscany_gives()
    {
        var span = (From: MarketHour.StartOf(new(2026, 1, 1)), To: MarketHour.StartOf(new(2027, 1, 1)));
        var year = DemoTown.Between(span.From, span.To, seed: 1).Where(curve => curve.Point.Roof is not null).ToArray();
        // Published yields of central Italy: some 1000 to 1500 kWh a year for each kW, most of them in summer.
        Assert.All(year, curve =>
            Assert.InRange(curve.ProducedWh.Sum() / 1000.0 / curve.Point.Roof!.PowerKw, 950, 1550));
        Assert.All(year, curve => Assert.True(Of(curve, 6) > 2 * Of(curve, 12), curve.Point.Device));

        static long Of(DemoCurve curve, int month)
        {
            var first = (int)((MarketHour.StartOf(new(2026, month, 1)) - curve.Start) / Quarter.Length);
            return curve.ProducedWh.Skip(first).Take(30 * 96).Sum();
        }
    }

    [Fact]
    public void Nothing_is_produced_at_night() => AtQuarters(Roofs(), (curve, i, sun) =>
        Assert.True(sun.Height > 0 || curve.ProducedWh[i] == 0, $"{curve.Point.Pod} makes energy in quarter {i}"));

    [Fact]
    public void Each_roof_produces_what_an_October_in_Tuscany_gives() => Assert.All(Roofs(), curve =>
        // Published yields of central Italy: some 60 to 110 kWh for each kW in October.
        Assert.InRange(curve.ProducedWh.Sum() / 1000.0 / curve.Point.Roof!.PowerKw, 55, 115));

    [Fact]
    public void No_roof_exceeds_its_power() => Assert.All(Roofs(), curve =>
        Assert.True(curve.ProducedWh.Max() <= curve.Point.Roof!.PowerKw * 250));

    [Fact]
    public void What_is_produced_is_used_or_given_and_never_both_given_and_taken() => Assert.All(Town, curve =>
    {
        for (var i = 0; i < curve.ProducedWh.Count; i++)
        {
            Assert.True(curve.InjectedWh[i] == 0 || curve.WithdrawnWh[i] == 0);
            Assert.True(curve.InjectedWh[i] <= curve.ProducedWh[i]);
        }
    });

    [Fact]
    public void Only_roofs_give_energy() =>
        Assert.All(Town.Except(Roofs()), curve => Assert.Equal(0, curve.InjectedWh.Sum()));

    [Fact]
    public void Street_lamps_burn_by_the_sun() => AtQuarters(
        Town.Where(curve => curve.Point.Load is StreetLighting),
        (curve, i, sun) =>
        {
            if (sun.Height > Sun.HeightAtSunrise) Assert.Equal(0, curve.WithdrawnWh[i]);
            if (sun.Height < -6) Assert.True(curve.WithdrawnWh[i] > 0); // civil twilight is over
        });

    [Fact]
    public void The_town_shares_some_of_its_energy_and_not_all()
    {
        var hours = Enumerable.Range(0, 745).Select(hour => (
            Injected: Town.Sum(curve => HourOf(curve.InjectedWh, hour)),
            Withdrawn: Town.Sum(curve => HourOf(curve.WithdrawnWh, hour)))).ToArray();
        var shared = hours.Sum(hour => Math.Min(hour.Injected, hour.Withdrawn));
        var ratio = (double)shared / hours.Sum(hour => hour.Injected);
        Assert.InRange(ratio, 0.3, 0.9);
        Assert.InRange(Town.Sum(curve => curve.WithdrawnWh.Sum()) / 1000, 20_000, 60_000);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var again = Bytes(Month(October));
        Assert.Equal(Bytes(Town), again);
        Assert.NotEqual(Bytes(Month(October, seed: 2)), again);
    }

    [Fact]
    public void Prices_cover_every_hour_and_cross_the_cap_of_the_tariff()
    {
        var prices = DemoPrices.Of(new(2026, 10, 1), new(2026, 10, 31), seed: 1).ToArray();
        Assert.Equal(745, prices.Select(price => price.Hour).Distinct().Count());
        Assert.Contains(prices, price => price.EurPerMwh > 140); // above it the tariff falls
        Assert.Contains(prices, price => price.EurPerMwh < 140);
        Assert.All(prices, price => Assert.InRange(price.EurPerMwh, 40, 240));
        Assert.Equal(MarketHour.Of(new(2026, 10, 1)).First(), prices[0].Hour);
    }

    private static IEnumerable<DemoCurve> Roofs() => Town.Where(curve => curve.Point.Roof is not null);

    private static long HourOf(IReadOnlyList<long> quarters, int hour) =>
        quarters[4 * hour] + quarters[(4 * hour) + 1] + quarters[(4 * hour) + 2] + quarters[(4 * hour) + 3];

    private static string Bytes(IReadOnlyList<DemoCurve> curves) => string.Join(
        ' ', curves.SelectMany(curve => curve.WithdrawnWh.Concat(curve.InjectedWh)));

    private static IReadOnlyList<DemoCurve> Month(YearMonth month, ulong seed = 1) => DemoTown.Between(
        MarketHour.StartOf(month.OnDayOfMonth(1)), MarketHour.StartOf(month.PlusMonths(1).OnDayOfMonth(1)), seed);

    private static void AtQuarters(IEnumerable<DemoCurve> curves, Action<DemoCurve, int, SunPosition> check)
    {
        foreach (var curve in curves)
            for (var i = 0; i < curve.WithdrawnWh.Count; i++)
                check(curve, i, Quarter.StartingAt(curve.Start + (i * Quarter.Length)).Sun);
    }
}
