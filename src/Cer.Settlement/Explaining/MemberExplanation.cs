using System.Numerics;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Settlement.Distributing;
using Cer.Settlement.Months;

namespace Cer.Settlement.Explaining;

/// <summary>Explains what a member was dealt of a month: each step of the regolamento, its key and the member's weight in it.</summary>
/// <remarks>The lines without parts are whole cents, and they add up to the member's total.</remarks>
public static class MemberExplanation
{
    /// <summary>The member's total of a month with its parts; not known while the CAC is not.</summary>
    /// <param name="distribution">The regolamento.</param>
    /// <param name="month">The month.</param>
    /// <param name="surplus">The month's part of the year's surplus.</param>
    /// <param name="member">Id of a member of the month.</param>
    public static ExplainedAmount Of(Distribution distribution, MonthSettlement month, Money surplus, string member)
    {
        var place = Enumerable.Range(0, month.Members.Count).Single(i => month.Members[i].Member.Id == member);
        var steps = new List<DealtStep>();
        var paid = MonthDistribution.Deal(distribution, month, month.Premium, month.Cac, surplus, steps.Add).Members[place];
        var mine = month.Members[place];
        return new("member", paid.Total?.Eur)
        {
            About = member,
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
                .. steps.Where(step => step.Kind == kind).Select(step => Step(step, place)).OfType<ExplainedAmount>(),
            ],
        };
    }

    private static ExplainedAmount? Step(DealtStep step, int place)
    {
        if (step.Parts.Count == 0 || step.Weights[place].IsZero) return null;
        var all = step.Weights.Aggregate(BigInteger.Zero, (sum, weight) => sum + weight);
        var (unit, scale) = UnitOf(step.Audience!.Key);
        return new("step", step.Parts[place].Eur)
        {
            About = CodeLists.Keys.Word(step.Audience.Key),
            Facts =
            [
                new("number", step.Number, ""),
                new("month_amount", step.Of.Eur, "EUR"),
                .. step.Percent is { } percent ? [new Fact("percent", percent, "%")] : Array.Empty<Fact>(),
                new("step_amount", step.Taken.Eur, "EUR"),
                new("my_weight", (decimal)step.Weights[place] / scale, unit),
                new("all_weights", (decimal)all / scale, unit),
            ],
        };
    }

    private static (string Unit, decimal Scale) UnitOf(DistributionKey key) => key switch
    {
        DistributionKey.Equal => ("", 1m),
        DistributionKey.Injected or DistributionKey.Withdrawn or DistributionKey.SharedHourly => ("kWh", 1_000_000m),
        DistributionKey.Power => ("kW", 1_000_000m),
        _ => ("", 1_000_000m),
    };
}
