using System.Text;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;

namespace Cer.Settlement.Tests;

/// <summary>How far a month can be trusted, and what its run warns of: each cause alone.</summary>
public class StandingTests
{
    [Theory]
    [InlineData(true, MonthStatus.Final)]
    [InlineData(false, MonthStatus.Partial)]
    public void A_month_that_lacks_nothing_but_a_price_is_partial_and_says_so(bool priced, MonthStatus expected)
    {
        var scenario = new Scenario().Member("a").Member("b").Unit("UP", "a", 20).Row("a", 1, 0).Row("b", 0, 1)
            .AllDayWithout(["a", "b"]).Confirm(8m);
        if (priced) scenario.Price(100);
        var month = Assert.Single(scenario.Settle().Months);
        Assert.Equal(expected, month.Status);
        string[] reasons = priced ? [] : ["missing prices: 1 unit-hours not valued"];
        Assert.Equal(reasons, month.Reasons);
    }

    [Fact]
    public void A_month_that_lacks_nothing_but_an_act_is_provisional_and_says_so()
    {
        var month = Assert.Single(new Scenario().Member("a").Member("b").Unit("UP", "a", 20).Row("a", 1, 0).Row("b", 0, 1)
            .AllDayWithout(["a", "b"]).Price(100).Settle().Months);
        Assert.Equal(MonthStatus.Provisional, month.Status);
        Assert.Equal(["CAC not confirmed: no act gives TRAS_E for 2025"], month.Reasons);
    }

    // Each declaration gives rise to one warning, or to none on the other side of the limit.
    [Theory]
    [InlineData("CER", "power_kw: 20, in_service: 2024-03-01", "")]
    [InlineData("CER", "power_kw: 20, in_service: 2024-02-29", "before the community was constituted")]
    [InlineData("CER", "power_kw: 20, in_service: 2024-02-29, regime: none", "")]
    [InlineData("CER", "power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-04-09", "a right that begins before")]
    [InlineData("CER", "power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-04-10", "")]
    [InlineData("CER", "power_kw: 20, in_service: 2021-12-15", "above the limit of 30 %")]
    [InlineData("CER", "power_kw: 20, in_service: 2021-12-16", "before the community was constituted")]
    [InlineData("CER", "power_kw: 20, in_service: 2021-12-15, regime: flat_42bis", "")]
    [InlineData("GAC", "power_kw: 20, in_service: 2021-12-15", "")]
    [InlineData("AID", "power_kw: 20, in_service: 2024-04-10", "points of one holder: found 2")]
    // The right of twenty years ends on the last day of June 2025, inside it, or before and after it.
    [InlineData("CER", "power_kw: 20, in_service: 2005-07-01, regime: flat_42bis", "ends inside the settled months")]
    [InlineData("CER", "power_kw: 20, in_service: 2005-06-15, regime: flat_42bis", "ends inside the settled months")]
    [InlineData("CER", "power_kw: 20, in_service: 2005-07-02, regime: flat_42bis", "")]
    [InlineData("CER", "power_kw: 20, in_service: 2005-06-01, regime: flat_42bis", "")]
    [InlineData("CER", "power_kw: 20, in_service: 2005-06-15, regime: none", "above the limit of 30 %")]
    public void A_run_warns_of_what_a_person_should_look_at(string kind, string terms, string expected)
    {
        var faults = new FaultList();
        var document = CommunityFile.Read(
            Encoding.UTF8.GetBytes($"""
                name: Prova
                configuration: {kind}
                constituted_on: 2024-03-01
                members: [{"{"}id: uno, name: Uno, category: local_authority{"}"}, {"{"}id: due, name: Due, category: third_sector{"}"}]
                pods:
                  - {"{"}pod: IT999E00000001, member: uno, from: 2024-03-01{"}"}
                  - {"{"}pod: IT999E00000002, member: due, from: 2024-03-01{"}"}
                plants:
                  - {"{"}id: UP, pod: IT999E00000001, source: photovoltaic, market_zone: CNOR, fc_area: Centro, {terms}{"}"}
                """),
            faults);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        var community = document!.Community;
        var warnings = CommunitySettlement.Settle(
            new(community, Law.Base, new ReadingGrid(community), new PriceTable(), Scenario.June, Scenario.June)).Warnings;
        if (expected.Length == 0) Assert.Empty(warnings);
        else Assert.Contains(expected, Assert.Single(warnings), StringComparison.Ordinal);
    }
}
