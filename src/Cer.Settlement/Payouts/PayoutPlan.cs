using Cer.Domain;

namespace Cer.Settlement.Payouts;

/// <summary>Which open amounts are paid now: a payment a member, its debts taken off, the rest left open with the reason.</summary>
/// <param name="Payments">By member.</param>
/// <param name="Left">What stays open, by member.</param>
public sealed record PayoutPlan(IReadOnlyList<PlannedPayment> Payments, IReadOnlyList<LeftOpen> Left)
{
    public static PayoutPlan Of(IReadOnlyList<OpenItem> open, PayoutTerms terms)
    {
        List<LeftOpen> left = [];
        var payable = Received([.. Entitled(open, terms, left)], terms, left);
        List<PlannedPayment> payments = [];
        foreach (var member in payable.GroupBy(item => item.Member).OrderBy(own => own.Key))
        {
            OpenItem[] items = [.. member.OrderBy(item => item.Entry).ThenBy(item => item.Line)];
            var sum = Sum(items);
            var retained = Retained(items, sum, terms);
            var reason = sum.Cents <= 0 ? LeftReason.Debt
                : !terms.WithAccount.Contains(member.Key) ? LeftReason.NoAccount
                : sum.Cents - retained.Cents < Math.Max(1, terms.Least.Cents) ? LeftReason.BelowLeast
                : (LeftReason?)null;
            if (reason is null) payments.Add(new(member.Key, items, retained));
            else if (sum.Cents != 0 || reason != LeftReason.Debt) left.Add(new(member.Key, reason.Value, null, sum));
        }

        return new(payments, [.. left.OrderBy(one => one.Member).ThenBy(one => one.Month)]);
    }

    private static IEnumerable<OpenItem> Entitled(IReadOnlyList<OpenItem> open, PayoutTerms terms, List<LeftOpen> left)
    {
        foreach (var item in open.Where(item => item.Amount.Cents != 0))
        {
            // A debt is taken off whatever it is of.
            if (item.Amount.Cents > 0 && item.Month is { } month && terms.Unentitled.Contains(month))
                left.Add(new(item.Member, LeftReason.Unentitled, month, item.Amount));
            else
                yield return item;
        }
    }

    /// <summary>Of a month for which less was received than is owed, each gets the same part, to the cent.</summary>
    /// <remarks>What a debt of the same member and month takes up is no money: other amounts took the place of earlier ones.</remarks>
    private static IEnumerable<OpenItem> Received(OpenItem[] items, PayoutTerms terms, List<LeftOpen> left)
    {
        if (terms.Received is not { } received) return items;
        List<OpenItem> kept = [.. items.Where(item => item.Month is null || item.Amount.Cents < 0)];
        foreach (var month in items.Where(item => item.Month is not null && item.Amount.Cents > 0).GroupBy(item => item.Month!.Value))
        {
            OpenItem[] own = [.. month.OrderBy(item => item.Member).ThenBy(item => item.Entry).ThenBy(item => item.Line)];
            var covered = Covered(own, items.Where(item => item.Month == month.Key && item.Amount.Cents < 0));
            Money[] due = [.. own.Select((item, place) => item.Amount - covered[place])];
            var owed = due.Aggregate(Money.Zero, (sum, one) => sum + one);
            var there = new Money(Math.Clamp(received.GetValueOrDefault(month.Key).Cents, 0, owed.Cents));
            var parts = there == owed ? due : there.Split([.. due.Select(one => new System.Numerics.BigInteger(one.Cents))]);
            for (var place = 0; place < own.Length; place++)
            {
                var paid = parts[place] + covered[place];
                if (paid.Cents > 0) kept.Add(own[place] with { Amount = paid });
                var rest = due[place] - parts[place];
                if (rest.Cents > 0) left.Add(new(own[place].Member, LeftReason.NotReceived, month.Key, rest));
            }
        }

        return kept;
    }

    /// <summary>Of each amount, what debts of its member take up, the oldest first.</summary>
    private static Money[] Covered(OpenItem[] own, IEnumerable<OpenItem> debts)
    {
        var owing = debts.GroupBy(item => item.Member).ToDictionary(one => one.Key, one => -Sum(one).Cents);
        return Array.ConvertAll(own, item =>
        {
            var taken = Math.Min(item.Amount.Cents, owing.GetValueOrDefault(item.Member));
            owing[item.Member] = owing.GetValueOrDefault(item.Member) - taken;
            return new Money(taken);
        });
    }

    /// <summary>Half away from zero, of the months that are not balanced; never more than is paid.</summary>
    private static Money Retained(OpenItem[] items, Money sum, PayoutTerms terms)
    {
        if (terms.RetainedPercent == 0) return Money.Zero;
        var open = Sum(items.Where(item => item.Month is { } month && !terms.Balanced.Contains(month)));
        if (open.Cents <= 0) return Money.Zero;
        var part = Money.Round(Fraction.From(open.Eur) * Fraction.From(terms.RetainedPercent) / new Fraction(100));
        return new(Math.Clamp(part.Cents, 0, Math.Max(0, sum.Cents)));
    }

    private static Money Sum(IEnumerable<OpenItem> items) => items.Aggregate(Money.Zero, (sum, item) => sum + item.Amount);
}
