using Cer.Domain;
using Cer.Domain.Rules;
using NodaTime;

namespace Cer.Settlement.Payments;

/// <summary>What GSE is expected to pay, payment day by payment day.</summary>
/// <remarks>
/// Source: Regole Operative pp. 35-43: GSE nets its own invoices first, and pays no less than a minimum; what is below it
/// waits. The day on which a year's fee is taken is not written there: here it is the first payment day of the year's money.
/// </remarks>
public static class PaymentPlan
{
    /// <summary>The payment days in order; the order in which movements and fees are given changes nothing.</summary>
    public static IReadOnlyList<Payment> Of(IEnumerable<Movement> movements, IEnumerable<FeeCharge> fees)
    {
        var charges = fees.ToArray();
        var (carried, taken, payments) = (Money.Zero, Money.Zero, new List<Payment>());
        foreach (var day in movements.GroupBy(movement => movement.Paid).OrderBy(day => day.Key))
        {
            Movement[] due = [.. day.OrderBy(movement => movement.Month).ThenBy(movement => movement.Kind)
                .ThenBy(movement => movement.Amount.Cents)];
            var gross = due.Aggregate(Money.Zero, (sum, movement) => sum + movement.Amount);
            var open = Charged(charges, day.Key) - taken;
            var netted = Between(Money.Zero, carried + gross, open);
            var left = carried + gross - netted;
            var paid = left.Cents >= PaymentTerms.On(day.Key).Minimum.Cents ? left : Money.Zero;
            payments.Add(new(day.Key, due, carried, gross, netted, paid, left - paid, open - netted));
            (carried, taken) = (left - paid, taken + netted);
        }

        return payments;
    }

    private static Money Charged(FeeCharge[] charges, LocalDate day) => charges.Where(charge => charge.From <= day)
        .Aggregate(Money.Zero, (sum, charge) => sum + charge.Fee.Net + charge.Fee.Vat);

    private static Money Between(Money least, Money amount, Money most) =>
        new(Math.Max(least.Cents, Math.Min(amount.Cents, most.Cents)));
}
