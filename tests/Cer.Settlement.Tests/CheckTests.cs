using System.Globalization;
using System.Text;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Settlement.Checking;
using Cer.Settlement.Months;
using Cer.Settlement.Sharing;
using NodaTime;

namespace Cer.Settlement.Tests;

/// <summary>What a referent is told to look at, worked by hand from the rules of access.</summary>
public class CheckTests
{
    private static readonly LocalDate Today = new(2026, 1, 15);

    [Fact]
    public void A_plain_community_of_one_substation_and_zone_has_nothing_to_look_at() =>
        Assert.Empty(Found(Unit("UP-A")));

    [Theory]
    // 31 of 100 kW are above 30 %, 30 of 100 are not: Regole Operative p. 10.
    [InlineData("31", "69", true)]
    [InlineData("30", "70", false)]
    public void Old_power_may_be_thirty_per_cent_and_no_more(string old, string young, bool told)
    {
        var units = Unit("UP-OLD", $"power_kw: {old}, in_service: 2020-05-01")
            + Unit("UP-NEW", $"power_kw: {young}, in_service: 2024-04-10");
        Assert.Equal(told ? ["old_power"] : [], Found(units));
    }

    [Theory]
    [InlineData("power_kw: 1000, in_service: 2024-04-10", new string[0])]
    [InlineData("power_kw: 1000.1, in_service: 2024-04-10", new[] { "too_large" })]
    [InlineData("power_kw: 20, in_service: 2024-02-29", new[] { "before_constitution" })]
    [InlineData("power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-04-09", new[] { "right_before_service" })]
    [InlineData("power_kw: 20, in_service: 2024-04-10, regime: none", new[] { "no_tariff" })]
    // Twenty years from 1 March 2006 end on 28 February 2026, six weeks from today.
    [InlineData("power_kw: 20, in_service: 2024-04-10, incentive_from: 2006-03-01", new[] { "right_before_service", "right_ends" })]
    [InlineData("power_kw: 20, in_service: 2024-04-10, incentive_from: 2006-01-15", new[] { "right_before_service", "right_ended" })]
    [InlineData("power_kw: 20, in_service: 2024-04-10, incentive_from: 2007-01-16", new[] { "right_before_service", "right_ends" })]
    [InlineData("power_kw: 20, in_service: 2024-04-10, incentive_from: 2007-01-17", new[] { "right_before_service" })]
    [InlineData("power_kw: 20, in_service: 2021-06-01, regime: flat_42bis", new[] { "flat" })]
    [InlineData("power_kw: 200.5, in_service: 2021-06-01, regime: flat_42bis", new[] { "flat", "flat_too_large" })]
    public void A_unit_is_told_of_by_power_days_and_regime(string terms, string[] codes) =>
        Assert.Equal(codes, Found(Unit("UP-A", terms)));

    [Theory]
    [InlineData("30", "70", false)]
    [InlineData("30.1", "69.9", true)]
    public void A_run_warns_of_old_power_above_thirty_per_cent(string old, string young, bool warned)
    {
        var result = new Scenario().Member("a").Member("b")
            .Unit("UP-OLD", "a", decimal.Parse(old, CultureInfo.InvariantCulture), new(2020, 5, 1))
            .Unit("UP-NEW", "b", decimal.Parse(young, CultureInfo.InvariantCulture))
            .Row("a", 1, 0).Row("b", 0, 1).Price(100).Settle();
        Assert.Equal(warned, result.Warnings.Any(warning => warning.Contains("30 %", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("CNOR", "Centro", false)]
    [InlineData("CSUD", "Centro", false)]
    [InlineData("CSUD", "Sud", false)]
    [InlineData("CNOR", "Sud", true)]
    [InlineData("CNOR", "Nord", true)]
    [InlineData("NORD", "Centro", true)]
    [InlineData("SARD", "Sud", false)]
    [InlineData("SICI", "Centro", true)]
    public void The_area_of_the_correction_lies_in_the_market_zone(string zone, string area, bool told) =>
        Assert.Equal(told ? ["area_not_in_zone"] : [], Found(Unit("UP-A", zone: zone, area: area)));

    [Fact]
    public void Several_zones_sources_or_holders_and_substations_that_are_not_like_one_are_told()
    {
        Assert.Equal(["several_zones"], Found(Unit("UP-A") + Unit("UP-B", zone: "CSUD")));
        Assert.Equal(
            ["several_sources"],
            Found(
                Unit("UP-A", "power_kw: 20, in_service: 2024-04-10, plant: P")
                    + Unit("UP-B", "power_kw: 20, in_service: 2024-04-10, plant: P", source: "wind")));
        Assert.Equal(["no_substation"], Found(Unit("UP-A"), substation: null));
        Assert.Equal(["odd_substation"], Found(Unit("UP-A"), substation: "Cabina 3"));
        Assert.Equal(["several_holders"], Found(Unit("UP-A"), kind: "AID"));
    }

    [Fact]
    public void Energy_is_shared_in_the_zone_and_self_consumed_under_the_substation()
    {
        // One hour: A gives 80 and takes 50, B gives 20 and takes 70: 50 + 20 under the substations, min(100, 120) in the zone.
        // Another one: A gives 10 and takes nothing, B gives nothing and takes 4: nothing under a substation, 4 in the zone.
        var (a, b, elsewhere) = (Hours((80, 50), (10, 0)), Hours((20, 70), (0, 4)), Hours((7, 9), (0, 0)));
        var zones = ZoneShare.Of(
            [(Domain.Codes.MarketZone.Cnor, a), (Domain.Codes.MarketZone.Sud, elsewhere), (Domain.Codes.MarketZone.Cnor, b)]);
        Assert.Equal(
            [
                new(Domain.Codes.MarketZone.Cnor, Injected: 110, Withdrawn: 124, Shared: 104, SelfConsumed: 70),
                new ZoneShare(Domain.Codes.MarketZone.Sud, Injected: 7, Withdrawn: 9, Shared: 7, SelfConsumed: 7),
            ],
            zones);
    }

    private static HourTotals Hours(params (long Injected, long Withdrawn)[] hours)
    {
        var totals = new HourTotals(hours.Length);
        for (var i = 0; i < hours.Length; i++) (totals.Injected[i], totals.Withdrawn[i]) = hours[i];
        SharedEnergy.PerHour(totals.Injected, totals.Withdrawn, totals.Shared);
        return totals;
    }

    private static string[] Found(string units, string? substation = "AC999E00421", string kind = "CER")
    {
        var text = $"""
            name: Prova
            configuration: {kind}
            {(substation is null ? "" : $"primary_substation: {substation}")}
            constituted_on: 2024-03-01
            members: [{"{"}id: uno, name: Uno, category: local_authority{"}"}, {"{"}id: due, name: Due, category: third_sector{"}"}]
            pods:
              - {"{"}pod: IT999E00000001, member: uno, from: 2024-03-01{"}"}
              - {"{"}pod: IT999E00000002, member: due, from: 2024-03-01{"}"}
            plants:
            {units}
            """;
        var faults = new FaultList();
        var document = CommunityFile.Read(Encoding.UTF8.GetBytes(text), faults);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        var community = document!.Community;
        return [.. ConfigurationChecks.Of(community, Law.Base, Today).Select(finding => finding.Code).Order(StringComparer.Ordinal)];
    }

    private static string Unit(
        string id,
        string terms = "power_kw: 20, in_service: 2024-04-10",
        string zone = "CNOR",
        string area = "Centro",
        string source = "photovoltaic") =>
        $"  - {{id: {id}, pod: IT999E00000001, source: {source}, market_zone: {zone}, fc_area: {area}, {terms}}}\n";
}
