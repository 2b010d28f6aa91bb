using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Settlement.Sharing;
using Cer.Settlement.Tariffs;
using Cer.Settlement.Years;

namespace Cer.Settlement.Tests;

/// <summary>The hand-worked numbers of the regulation document, section 9, by their names there.</summary>
public class OracleTests
{
    // O1: zonal price, tariff in the brackets up to 200, 600 and 1000 kW (EUR/MWh; PV in Tuscany, no grant).
    public static readonly TheoryData<decimal, decimal, decimal, decimal> TariffByPrice = new()
    {
        { -10m, 124m, 114m, 104m }, { 0m, 124m, 114m, 104m }, { 100m, 124m, 114m, 104m }, { 140m, 124m, 114m, 104m },
        { 140.01m, 123.99m, 113.99m, 103.99m }, { 150m, 114m, 104m, 94m }, { 165.50m, 98.50m, 88.50m, 78.50m },
        { 179.99m, 84.01m, 74.01m, 64.01m }, { 180m, 84m, 74m, 64m }, { 180.01m, 84m, 74m, 64m }, { 250m, 84m, 74m, 64m },
    };

    [Theory, MemberData(nameof(TariffByPrice))]
    public void O1_the_tariff_follows_the_zonal_price_in_each_bracket(decimal price, decimal small, decimal middle, decimal large)
    {
        Assert.Equal(small, Tariff(200, price));
        Assert.Equal(middle, Tariff(600, price));
        Assert.Equal(large, Tariff(1000, price));
    }

    [Theory]
    [InlineData(FcArea.Nord, EnergySource.Photovoltaic, 100, 150, 120)]
    [InlineData(FcArea.Nord, EnergySource.Photovoltaic, 100, 100, 130)]
    [InlineData(FcArea.Nord, EnergySource.Hydro, 100, 150, 110)]
    [InlineData(FcArea.Sud, EnergySource.Photovoltaic, 700, 100, 100)]
    [InlineData(FcArea.Nord, EnergySource.Wind, 1000, 150, 90)]
    public void O2_the_correction_is_for_photovoltaic_units_by_area(
        FcArea area, EnergySource source, int power, int price, int expected)
    {
        var correction = source == EnergySource.Photovoltaic ? Law.Today.Fc[area] : 0m;
        Assert.Equal(expected, PremiumTariff.PerMwh(Law.Today, Law.Today.BracketOf(power)!, correction, price));
    }

    [Fact]
    public void O2_above_the_last_bracket_there_is_no_tariff() => Assert.Null(Law.Today.BracketOf(1001));

    [Fact]
    public void O3_energy_is_shared_hour_by_hour_and_not_on_totals()
    {
        var shared = new long[2];
        SharedEnergy.PerHour([80, 20], [50, 70], shared);
        Assert.Equal([50, 20], shared);
    }

    [Fact]
    public void O4_the_oldest_unit_takes_its_part_first()
    {
        var result = new Scenario().Member("casa").Member("a").Member("b").Member("c")
            .Unit("A", "a", 50, new(2020, 5, 1)).Unit("B", "b", 150, new(2023, 3, 1)).Unit("C", "c", 300, new(2024, 6, 1))
            .Row("casa", null, 110).Row("a", 20, 0).Row("b", 60, 0).Row("c", 100, 0)
            .Price(150)
            .Confirm(7.78m)
            .Settle();
        var units = result.Months[0].Units;
        Assert.Equal([20_000_000L, 60_000_000L, 30_000_000L], units.Select(unit => unit.Shared));
        Assert.Equal([0L, 684L, 312L], units.Select(unit => unit.Premium.Cents));
        Assert.Equal(996, result.Totals.Premium.Cents);
        // 0.8558 EUR in all: 0.1556, 0.4668 and 0.2334 by unit, each rounded on its own.
        Assert.Equal([16L, 47L, 23L], units.Select(unit => unit.Cac!.Value.Cents));
    }

    [Theory]
    [InlineData("pro_quota", 15.0, 4.275)]
    [InlineData("exempt_first", 30.0, 5.130)]
    public void O5_the_exempt_part_escapes_the_factor(string share, double exempt, double premium)
    {
        var scenario = Granted(share, "true").Member("g").Unit("G", "g", 100, grant: 40).Row("g", 60, 0);
        var hours = Hours(scenario);
        Assert.Equal((long)(exempt * 1e6), hours[0].Exempt[12]);
        Assert.Equal((decimal)premium, hours[0].Premium[12]);
    }

    [Theory]
    [InlineData("true", 5.415)]
    [InlineData("false", 5.130)]
    public void O5_exempt_energy_goes_first_to_units_with_a_grant(string grantedFirst, double premium)
    {
        var scenario = Granted("pro_quota", grantedFirst).Member("g").Member("n")
            .Unit("G", "g", 100, new(2023, 6, 1), grant: 40).Unit("N", "n", 100, new(2024, 6, 1))
            .Row("g", 40, 0).Row("n", 20, 0);
        Assert.Equal((decimal)premium, Hours(scenario).Sum(unit => unit.Premium[12]));
    }

    [Theory]
    [InlineData(60, 100, "0.55", 10000, 500)]
    [InlineData(60, 100, "0.45", 10000, 1500)]
    [InlineData(55, 100, "0.55", 10000, 0)]
    [InlineData(100, 100, "0.55", 10000, 4500)]
    [InlineData(700, 1000, "0.55", 20000, 3000)]
    [InlineData(300, 600, "0.45", 9000, 450)]
    public void O6_the_surplus_is_the_difference_of_shares_times_the_premium(
        int incentivised, int injected, string threshold, int premium, int surplus) => Assert.Equal(
            surplus,
            YearlySurplus.Surplus(new(incentivised, injected),
                decimal.Parse(threshold, System.Globalization.CultureInfo.InvariantCulture), new(premium)).Cents);

    [Theory]
    [InlineData(0, 0, 1), InlineData(10, 1, 8), InlineData(20, 1, 4), InlineData(30, 3, 8), InlineData(32, 2, 5), InlineData(40, 1, 2)]
    public void O7_the_factor_grows_with_the_grant_up_to_one_half(int grant, int numerator, int denominator) =>
        Assert.Equal(Fraction.One - new Fraction(numerator, denominator), Law.Today.Grant.Kept(grant));

    [Fact]
    public void O8_the_building_obligation_and_the_superbonus_reduce_the_incentivised_energy()
    {
        var obligated = new Scenario().Member("p").Unit("U", "p", 50, obligation: 13.2m).Input().Community.Units[0];
        Assert.Equal(new Fraction(736, 1000), IncentivisedShare.Of(obligated).AsFraction());
        Assert.Equal(736_000, IncentivisedShare.Of(obligated).Of(1_000_000));
        var renovated = new Scenario().Member("p").Unit("U", "p", 30, superbonus: 20m).Input().Community.Units[0];
        Assert.Equal(new Fraction(1, 3), IncentivisedShare.Of(renovated).AsFraction());
    }

    [Theory]
    [InlineData(20, 0, 10920), InlineData(50, 0, 27300), InlineData(105, 0, 57330), InlineData(200, 0, 109200)]
    [InlineData(300, 0, 148050), InlineData(1000, 0, 441000), InlineData(105, 40, 28665)]
    public void O9_the_advance_is_sixty_per_cent_of_conventional_hours(int power, int grant, int cents)
    {
        var unit = new Scenario().Member("p").Unit("U", "p", power, grant: grant).Input().Community.Units[0];
        Assert.Equal(cents, Advance.PremiumOf(unit, Law.Today.BracketOf(power)!, Law.Today).Cents);
    }

    [Fact]
    public void O9_the_cac_part_of_the_advance_stands_on_the_full_power()
    {
        var unit = new Scenario().Member("p").Unit("U", "p", 105, obligation: 20).Input().Community.Units[0];
        Assert.Equal(4289, Advance.CacOf(unit, 7.78m, Law.Today).Cents);
    }

    // O10: power in kW as text, net and VAT in cents.
    [Theory]
    [InlineData("3", 0, 0), InlineData("3.01", 1500, 330), InlineData("20", 1500, 330), InlineData("50", 4500, 990)]
    [InlineData("105", 10000, 2200), InlineData("40", 3500, 770), InlineData("30", 2500, 550), InlineData("15", 1500, 330)]
    [InlineData("200", 19500, 4290), InlineData("1000", 99500, 21890), InlineData("20.5", 1550, 341)]
    public void O10_the_fee_is_flat_up_to_twenty_kilowatts_then_a_euro_each(string power, int net, int vat)
    {
        var fee = Law.Today.Fees.Net(decimal.Parse(power, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((net, vat), ((int)fee.Cents, (int)Law.Today.Fees.VatOn(fee).Cents));
    }

    [Fact]
    public void O11_the_bracket_is_the_plants_and_not_the_communitys()
    {
        var seven = new Scenario().Member("p");
        var powers = new[] { 76m, 12m, 12m, 50.8m, 12m, 50.8m, 12m };
        for (var i = 0; i < powers.Length; i++) seven.Unit($"U{i}", "p", powers[i]);
        var community = seven.Input().Community;
        Assert.Equal(225.6m, community.Units.Sum(unit => unit.PowerKw));
        Assert.All(community.Units, unit => Assert.Equal(200m, Law.Today.BracketOf(community.PlantPower(unit.Plant))!.UpToKw));

        var sections = new Scenario().Member("p").Unit("S1", "p", 12, plant: "P").Unit("S2", "p", 190, plant: "P").Input().Community;
        Assert.Equal(600m, Law.Today.BracketOf(sections.PlantPower("P"))!.UpToKw);
    }

    [Theory]
    [InlineData(180, 767340)]
    [InlineData(140, 1132740)]
    public void O13_a_year_of_Magliano_is_worth_between_two_bounds(int price, int cents)
    {
        var result = new Scenario().Member("casa").Member("p").Unit("U", "p", 105)
            .Row("casa", null, 91_350).Row("p", 91_350, 0).Price(price).Settle();
        Assert.Equal(cents, result.Totals.Premium.Cents);
    }

    private static Scenario Granted(string share, string grantedFirst) =>
        new Scenario { Rules = Law.With($"{{id: x, from: 2025-01-01, exempt: {{share: {share}, granted_first: {grantedFirst}}}}}") }
            .Member("comune", MemberCategory.LocalAuthority).Member("ditta", MemberCategory.Sme)
            .Row("comune", null, 30).Row("ditta", null, 90).Price(150);

    private static IReadOnlyList<Months.UnitHours> Hours(Scenario scenario)
    {
        IReadOnlyList<Months.UnitHours> hours = [];
        CommunitySettlement.Settle(scenario.Input(), month => hours = month.UnitHours);
        return hours;
    }

    private static decimal Tariff(decimal power, decimal price) =>
        PremiumTariff.PerMwh(Law.Today, Law.Today.BracketOf(power)!, Law.Today.Fc[FcArea.Centro], price);
}
