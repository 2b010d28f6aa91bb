using System.Numerics;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Formulas;
using Cer.Domain.Rules;
using Cer.Settlement.Distributing;
using Cer.Settlement.Months;

namespace Cer.Settlement.Explaining;

/// <summary>Explains what a member was dealt of a month: each step of the regolamento, its key and the member's weight in it.</summary>
/// <remarks>The lines without parts are whole cents, and they add up to the member's total.</remarks>
public static class MemberExplanation
{
    private const string FewCode = "step.solidarity.few";

    /// <summary>The member's total of a month with its parts; not known while the CAC is not.</summary>
    /// <param name="distribution">The regolamento.</param>
    /// <param name="month">The month.</param>
    /// <param name="surplus">The month's part of the year's surplus.</param>
    /// <param name="member">Id of a member of the month.</param>
    /// <param name="version">Which version of the regolamento it is; null for the one of the community's file.</param>
    public static ExplainedAmount Of(
        Distribution distribution, MonthSettlement month, Money surplus, string member, RuleOrigin? version = null)
    {
        var place = Enumerable.Range(0, month.Members.Count).Single(i => month.Members[i].Member.Id == member);
        var steps = new List<DealtStep>();
        var paid = MonthDistribution.Deal(distribution, month, month.Premium, month.Cac, surplus, steps.Add).Members[place];
        var mine = month.Members[place];
        return new("member", paid.Total?.Eur)
        {
            About = member,
            Rule = version,
            Facts =
            [
                new("withdrawn", HourExplanation.Kwh(mine.Withdrawn), "kWh"),
                new("injected", HourExplanation.Kwh(mine.Injected), "kWh"),
                new("shared", HourExplanation.Kwh(mine.Shared), "kWh"),
            ],
            Parts =
            [
                Kind("member.tip", MoneyKind.Premium, paid.Premium),
                month.Cac is null ? new("member.cac", null) : Kind("member.cac", MoneyKind.Cac, paid.Cac!.Value),
                Kind("member.surplus", MoneyKind.Surplus, paid.Surplus),
            ],
        };

        ExplainedAmount Kind(string code, MoneyKind kind, Money amount) => new(code, amount.Eur)
        {
            Parts =
            [
                .. steps.Where(step => step.Kind == kind).Select(step => Step(step, place, month, version)).OfType<ExplainedAmount>(),
            ],
        };
    }

    private static ExplainedAmount? Step(DealtStep step, int place, MonthSettlement month, RuleOrigin? version)
    {
        if (step.Parts.Count == 0 || step.Weights[place].IsZero) return null;
        var (audience, mine, code) = (step.Audience!, month.Members[place], CodeOf(step, place, month));
        var all = step.Weights.Aggregate(BigInteger.Zero, (sum, weight) => sum + weight);
        var (unit, scale) = UnitOf(audience.Key);
        return new(code, step.Parts[place].Eur)
        {
            About = CodeLists.AllKeys.Word(audience.Key == DistributionKey.Solidarity ? audience.Base : audience.Key),
            Rule = version,
            Facts =
            [
                new("number", step.Number, ""),
                new("month_amount", step.Of.Eur, "EUR"),
                .. step.Percent is { } percent ? [new Fact("percent", percent, "%")] : Array.Empty<Fact>(),
                new("step_amount", step.Taken.Eur, "EUR"),
                .. Inputs(audience, mine),
                new("my_weight", (decimal)step.Weights[place] / scale, unit),
                .. code == FewCode ? Array.Empty<Fact>() : [new Fact("all_weights", (decimal)all / scale, unit)],
            ],
            Formula = audience.Formula?.Text,
        };
    }

    /// <summary>Of a few members with weights of their own, the sum would tell each those of the others: it is told where five are left
    /// without the member and the municipality, whose weight is in the rules.</summary>
    private static string CodeOf(DealtStep step, int place, MonthSettlement month) => step.Audience!.Key switch
    {
        DistributionKey.Solidarity => Enumerable.Range(0, step.Weights.Count).Count(i => i != place && !step.Weights[i].IsZero
            && month.Members[i].Member.Category != MemberCategory.LocalAuthority) < Anonymity.Fewest ? FewCode : "step.solidarity",
        DistributionKey.Custom => "step.custom",
        _ => "step",
    };

    /// <summary>What went into a weight that is not one figure of the month.</summary>
    private static IEnumerable<Fact> Inputs(Audience audience, MemberMonth mine)
    {
        switch (audience.Key)
        {
            case DistributionKey.Solidarity:
                var (unit, _) = UnitOf(audience.Base);
                yield return new("base_weight", (decimal)StepWeights.BaseOf(audience, mine) / Energy.Micro, unit);
                yield return new("multiplier", audience.Weights.GetValueOrDefault(mine.Member.Id, 1m), "");
                break;
            case DistributionKey.Custom:
                var inputs = StepWeights.InputsOf(mine);
                foreach (var name in audience.Formula!.Variables)
                    yield return new(name, WeightFormula.Shown((inputs[name] * new Fraction(Energy.Micro)).RoundHalfAway()), UnitOf(name));
                break;
            default:
                break;
        }
    }

    private static string UnitOf(string variable) =>
        variable.EndsWith("_kwh", StringComparison.Ordinal) ? "kWh" : variable == "power_kw" ? "kW" : "";

    private static (string Unit, decimal Scale) UnitOf(DistributionKey key) => key switch
    {
        DistributionKey.Equal => ("", 1m),
        DistributionKey.Injected or DistributionKey.Withdrawn or DistributionKey.SharedHourly => ("kWh", 1_000_000m),
        DistributionKey.Power => ("kW", 1_000_000m),
        _ => ("", 1_000_000m),
    };
}
