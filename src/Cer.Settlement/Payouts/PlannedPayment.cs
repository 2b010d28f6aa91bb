using Cer.Domain;

namespace Cer.Settlement.Payouts;

/// <summary>A payment to a member: amount + retained = the sum of its items.</summary>
/// <param name="Member">Who gets it.</param>
/// <param name="Items">What it pays, debts with their minus; an item may be a part of what is open.</param>
/// <param name="Retained">Kept back, as GSE may reclaim it.</param>
public sealed record PlannedPayment(int Member, IReadOnlyList<OpenItem> Items, Money Retained)
{
    public Money Amount => Items.Aggregate(Money.Zero, (sum, item) => sum + item.Amount) - Retained;
}
