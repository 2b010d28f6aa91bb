using Cer.Settlement;
using Cer.Settlement.Explaining;
using Cer.Settlement.Months;

namespace Cer.Operations.Documents;

/// <summary>The account of a month in a few lines: the leaves of every unit's explanation, summed by what they are.</summary>
/// <remarks>Of all units together: what one of them earned is told to whom it belongs, not to every member.</remarks>
internal static class MonthAccount
{
    /// <summary>The lines of the premium, and those of the CAC when it is known; they add up to the cents of each.</summary>
    public static IReadOnlyList<AccountLine> Of(SettlementInput input, MonthSettlement month)
    {
        List<ExplainedAmount> premiums = [], contributions = [];
        foreach (var unit in month.UnitHours)
        {
            var (premium, cac) = UnitExplanation.Of(input, month, unit.Unit.Id);
            premiums.Add(premium);
            if (cac.Eur is not null) contributions.Add(cac);
        }

        return [.. Lines("tip", premiums), .. Lines("cac", contributions)];
    }

    private static IEnumerable<AccountLine> Lines(string money, IEnumerable<ExplainedAmount> amounts) =>
        amounts.SelectMany(amount => amount.Leaves())
            .Where(leaf => leaf.Eur is not null && leaf.Code != money)
            .GroupBy(leaf => leaf.Code, StringComparer.Ordinal)
            .OrderBy(same => same.Key == "rounding")
            .Select(same => new AccountLine(
                money,
                same.Key,
                same.Sum(leaf => leaf.Eur!.Value),
                [.. same.Select(leaf => leaf.Rule?.Act).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
}
