using Cer.Domain.Codes;
using Cer.Settlement.Explaining;
using Cer.Settlement.Months;

namespace Cer.Settlement.Tests;

/// <summary>Why an amount is what it is, worked by hand.</summary>
public class ExplanationTests
{
    // Oracle O5: 100 kW with a grant of 40 %, price 150: base 80, variable 30, correction 4; 60 kWh, 15 of them exempt.
    [Fact]
    public void The_premium_of_an_hour_is_told_by_its_parts()
    {
        var (premium, _) = Explain(
            new Scenario().Member("comune", MemberCategory.LocalAuthority).Member("ditta", MemberCategory.Sme)
                .Row("comune", null, 30).Row("ditta", null, 90).Price(150)
                .Member("g").Unit("G", "g", 100, grant: 40).Row("g", 60, 0),
            "G");
        Assert.Equal(4.28m, premium.Eur);
        Assert.Equal(
            [
                ("tip.base", 4.80m),
                ("tip.variable", 1.80m),
                ("tip.correction", 0.24m),
                ("tip.grant", -2.565m),
                ("rounding", 0.005m),
            ],
            premium.Leaves().Select(leaf => (leaf.Code, leaf.Eur!.Value)));
        var hour = premium.Parts[0].Parts[0];
        Assert.Equal(("2025-06-01T10:00:00Z", "2025-06-01"), (hour.About, premium.Parts[0].About));
        Assert.Equal(
            [
                new("shared", 60m, "kWh"),
                new("incentivised", 60m, "kWh"),
                new("price", 150m, "EUR/MWh"),
                new Fact("tariff", 114m, "EUR/MWh"),
            ],
            hour.Facts);
        Assert.All(hour.Parts, part => Assert.Equal("cer-base", part.Rule!.Id));
        Assert.Contains("414/2023", hour.Parts[0].Rule!.Act, StringComparison.Ordinal);
    }

    [Fact]
    public void The_contribution_names_the_act_of_its_year()
    {
        var (_, cac) = Explain(
            new Scenario().Member("casa").Row("casa", null, 110).Member("a").Unit("A", "a", 50).Row("a", 20, 0).Price(150).Confirm(7.78m),
            "A");
        Assert.Equal(0.16m, cac.Eur);
        Assert.Equal([("cac.transmission", 0.1556m), ("rounding", 0.0044m)], cac.Leaves().Select(leaf => (leaf.Code, leaf.Eur!.Value)));
        Assert.Equal("invented for a test", cac.Parts[0].Rule!.Act);
    }

    [Fact]
    public void What_is_not_known_is_told_so_and_not_as_zero()
    {
        var (premium, cac) = Explain(
            new Scenario().Member("casa").Row("casa", null, 110).Member("a").Unit("A", "a", 50).Row("a", 20, 0), "A");
        Assert.Null(cac.Eur);
        Assert.Null(Assert.Single(premium.Leaves()).Eur);
    }

    // 100 kWh shared at 114: 11.40. A tenth to a fund, half to the producer, the rest by withdrawals of 30 and 90.
    [Fact]
    public void A_member_s_amount_is_told_by_the_steps_of_the_regolamento()
    {
        var scenario = new Scenario().Member("ada").Member("bea").Member("prod")
            .Row("ada", null, 30).Row("bea", null, 90).Unit("U", "prod", 100).Row("prod", 100, 0).Price(150).Confirm(0);
        var nobody = new Dictionary<string, decimal>();
        string[] all = ["ada", "bea", "prod"];
        scenario.Distribution = new(
            [
                new("riserva", 10, null),
                new(null, 50, new(["prod"], DistributionKey.Injected, nobody)),
                new(null, null, new(all, DistributionKey.Withdrawn, nobody)),
            ],
            new(new(all, DistributionKey.Withdrawn, nobody), "riserva"));
        MonthSettlement? month = null;
        var result = CommunitySettlement.Settle(scenario.Input(), done => month = done);
        var surplus = result.SurplusOf(Scenario.June);
        var bea = MemberExplanation.Of(scenario.Distribution, month!, surplus, "bea");

        // Ratio 1, threshold 0.55: 5.13 is surplus; of the 6.27 left a tenth is 0.63, half 3.14 (3.135), the rest 2.50.
        Assert.Equal(513, surplus.Cents);
        var tip = bea.Parts.Single(part => part.Code == "member.tip");
        var step = Assert.Single(tip.Parts);
        Assert.Equal((1.87m, "withdrawn"), (step.Eur!.Value, step.About));
        Assert.Equal(
            [
                new("number", 3, ""),
                new("month_amount", 6.27m, "EUR"),
                new("step_amount", 2.50m, "EUR"),
                new("my_weight", 90m, "kWh"),
                new Fact("all_weights", 120m, "kWh"),
            ],
            step.Facts);
        // Three quarters of 5.13 are 3.8475.
        Assert.Equal(3.85m, bea.Parts.Single(part => part.Code == "member.surplus").Eur);
        Assert.Equal(5.72m, bea.Eur);
        Assert.Equal(bea.Eur, bea.Leaves().Sum(leaf => leaf.Eur));
    }

    /// <summary>The sum of the weights less one's own, and what the municipality's is by the rules, is that of the others: of five at
    /// least.</summary>
    [Theory]
    [InlineData(5, false, "step.solidarity.few")] // four others
    [InlineData(5, true, "step.solidarity.few")] // and the municipality, whose weight everybody knows
    [InlineData(6, false, "step.solidarity")]
    [InlineData(6, true, "step.solidarity")]
    public void The_sum_of_weights_of_solidarity_is_told_of_five_others_and_the_municipality_is_none(
        int families, bool withTown, string code)
    {
        var scenario = new Scenario().Member("prod").Unit("U", "prod", 100).Row("prod", 100, 0).Price(150).Confirm(0);
        string[] homes = [.. Enumerable.Range(1, families).Select(number => $"casa{number}")];
        foreach (var home in homes) scenario.Member(home).Row(home, null, 20);
        var all = withTown ? [.. homes, "comune"] : homes;
        if (withTown) scenario.Member("comune", MemberCategory.LocalAuthority).Row("comune", null, 20);
        var weights = homes.ToDictionary(home => home, _ => 1.5m, StringComparer.Ordinal);
        scenario.Distribution = new(
            [
                new("riserva", 10, null),
                new(null, null, new(all, DistributionKey.Solidarity, weights) { Base = DistributionKey.Withdrawn }),
            ],
            new(new(all, DistributionKey.Withdrawn, new Dictionary<string, decimal>()), "riserva"));
        MonthSettlement? month = null;
        var result = CommunitySettlement.Settle(scenario.Input(), done => month = done);
        var tip = MemberExplanation.Of(scenario.Distribution, month!, result.SurplusOf(Scenario.June), "casa1").Parts
            .Single(part => part.Code == "member.tip");
        var step = Assert.Single(tip.Parts);
        Assert.Equal(code, step.Code);
        Assert.Equal(code == "step.solidarity", step.Facts.Any(fact => fact.Name == "all_weights"));
    }

    private static (ExplainedAmount Premium, ExplainedAmount Cac) Explain(Scenario scenario, string unit)
    {
        var input = scenario.Input();
        MonthSettlement? month = null;
        CommunitySettlement.Settle(input, done => month = done);
        return UnitExplanation.Of(input, month!, unit);
    }
}
