using Cer.Domain;
using Cer.Domain.Community;
using Cer.Settlement.Distributing;
using Cer.Settlement.Months;

namespace Cer.Settlement.Closing;

/// <summary>Whose the difference is that a recalculation by GSE makes of a closed month.</summary>
/// <remarks>
/// Both sums are dealt by the month's own rule and weights, and each gets what the one gives more than the other: a further
/// recalculation adds what is new alone, and the parts are the difference to the cent, as both dealings lose none.
/// </remarks>
public static class Recalculations
{
    /// <summary>The parts of members and funds; who gets nothing more or less is left out.</summary>
    /// <param name="rule">How the month's money is shared out.</param>
    /// <param name="month">The month, for its members and their energies.</param>
    /// <param name="before">What was accounted of it.</param>
    /// <param name="after">What GSE has advised last.</param>
    /// <exception cref="Cer.Domain.Formulas.FormulaException">A formula of the rule gives a member no weight.</exception>
    public static IReadOnlyList<Correction> Parts(Distribution rule, MonthSettlement month, MonthSums before, MonthSums after)
    {
        var (old, now) = (Dealt(rule, month, before), Dealt(rule, month, after));
        return [.. old.Keys.Union(now.Keys).OrderBy(owner => owner.Kind).ThenBy(owner => owner.Id, CodePointOrder.Instance)
            .Select(owner => new Correction(
                owner,
                Of(now, owner).Premium - Of(old, owner).Premium,
                Of(now, owner).Cac!.Value - Of(old, owner).Cac!.Value,
                Of(now, owner).Surplus - Of(old, owner).Surplus))
            .Where(part => !part.IsNothing)];
    }

    private static DealtAmount Of(Dictionary<AmountOwner, DealtAmount> dealt, AmountOwner owner) =>
        dealt.GetValueOrDefault(owner) ?? new(default, default(Money), default);

    private static Dictionary<AmountOwner, DealtAmount> Dealt(Distribution rule, MonthSettlement month, MonthSums sums)
    {
        var paid = MonthDistribution.Deal(rule, month, sums.Tip, sums.Cac, sums.Surplus);
        var dealt = paid.Funds.ToDictionary(fund => new AmountOwner(AmountKind.Fund, fund.Fund), fund => fund.Amount);
        for (var place = 0; place < paid.Members.Count; place++)
            dealt.Add(new(AmountKind.Member, month.Members[place].Member.Id), paid.Members[place]);
        return dealt;
    }
}
