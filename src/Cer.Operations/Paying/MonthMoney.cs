using Cer.Domain;
using Cer.Operations.Reconciling;
using Cer.Settlement.Payments;

namespace Cer.Operations.Paying;

/// <summary>A month's money: what is expected of it, and the three figures that are never mixed.</summary>
/// <param name="Expected">Due, advance and balance as computed here.</param>
/// <param name="Advised">What GSE told, without its fees; null without an entry.</param>
/// <param name="AdvisedFees">The fees that it told; null without an entry.</param>
/// <param name="Received">What the bank received; null without an entry.</param>
public sealed record MonthMoney(MonthBalance Expected, Money? Advised, Money? AdvisedFees, Money? Received)
{
    /// <summary>Tariff, surplus included, and contribution, as settled here; null while either is not known.</summary>
    public Money? Accrued => Expected.DuePremium + Expected.DueCac;

    public Money? AdvisedLessAccrued => Advised - Accrued;

    /// <summary>GSE takes its fees out of what it pays.</summary>
    public Money? ReceivedLessAdvised => Received - (Advised + (AdvisedFees ?? Money.Zero));

    /// <summary>Whether GSE's figures are those of a statement that was taken in: then what was typed of it does not count.</summary>
    public bool IsByStatement { get; private init; }

    /// <param name="expected">What is expected.</param>
    /// <param name="entries">What was typed.</param>
    /// <param name="told">The statements that were taken in; they go before what was typed, so that nothing counts twice.</param>
    public static MonthMoney Of(MonthBalance expected, IEnumerable<MoneyEntry> entries, AdvisedMonth told)
    {
        NewEntry[] known = [.. entries.Where(entry => entry.Stands).Select(entry => entry.What)];
        if (told.Advised is { } advised)
        {
            return new(expected, advised, told.Fees, Sum(known.Where(entry => entry.Standing == Standing.Received)))
            {
                IsByStatement = true,
            };
        }

        return new(
            expected,
            Sum(known.Where(entry => entry.Standing == Standing.Advised && entry.Kind != EntryWords.Fee)),
            Sum(known.Where(entry => entry.Standing == Standing.Advised && entry.Kind == EntryWords.Fee)),
            Sum(known.Where(entry => entry.Standing == Standing.Received)));
    }

    /// <summary>The sum of entries; null when there are none.</summary>
    public static Money? Sum(IEnumerable<NewEntry> entries) =>
        entries.Aggregate((Money?)null, (sum, entry) => (sum ?? Money.Zero) + entry.Amount);
}
