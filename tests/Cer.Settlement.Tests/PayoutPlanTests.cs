using Cer.Domain;
using Cer.Settlement.Dates;
using Cer.Settlement.Payouts;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Settlement.Tests;

/// <summary>Which amounts are paid: worked by hand, and for whatever is open.</summary>
public class PayoutPlanTests
{
    private static readonly YearMonth May = new(2026, 5);
    private static readonly YearMonth June = new(2026, 6);

    private static PayoutTerms Terms { get; } = new()
    {
        Least = Money.Zero,
        RetainedPercent = 0,
        Balanced = new HashSet<YearMonth>(),
        Received = null,
        Unentitled = new HashSet<YearMonth>(),
        WithAccount = new HashSet<int> { 1, 2, 3 },
    };

    [Fact]
    public void Debts_are_taken_off_small_sums_are_carried_over_and_who_has_no_account_is_told()
    {
        OpenItem[] open =
        [
            Item(1, 1, May, 5000), Item(1, 2, June, -1234), // 37.66
            Item(2, 1, May, 499),                            // below five euro
            Item(3, 1, May, 800), Item(3, 2, June, -800),    // nothing is left
            Item(4, 1, May, 9900),                           // no account
        ];
        var plan = PayoutPlan.Of(open, Terms with { Least = new(500) });
        var payment = Assert.Single(plan.Payments);
        Assert.Equal((1, 3766L, 2), (payment.Member, payment.Amount.Cents, payment.Items.Count));
        Assert.Equal(
            [(2, LeftReason.BelowLeast, 499L), (4, LeftReason.NoAccount, 9900L)],
            plan.Left.Select(left => (left.Member, left.Reason, left.Amount.Cents)));
    }

    // 10 % of what is of May is kept back, of June nothing: GSE balanced it.
    [Fact]
    public void Of_months_that_may_be_reclaimed_a_part_is_kept_back()
    {
        var plan = PayoutPlan.Of(
            [Item(1, 1, May, 1005), Item(1, 2, June, 2000)],
            Terms with { RetainedPercent = 10, Balanced = new HashSet<YearMonth> { June } });
        var payment = Assert.Single(plan.Payments);
        Assert.Equal((101L, 2904L), (payment.Retained.Cents, payment.Amount.Cents));
    }

    // Received 100.00 of 150.00: 2/3 each, the last cent to the largest remainder; the rest waits.
    [Fact]
    public void Of_a_month_for_which_less_was_received_each_gets_the_same_part()
    {
        var received = new Dictionary<YearMonth, Money> { [May] = new(10000) };
        var plan = PayoutPlan.Of(
            [Item(1, 1, May, 5000), Item(2, 1, May, 5000), Item(3, 1, May, 5000), Item(1, 2, June, 100)],
            Terms with { Received = received });
        Assert.Equal([3334L, 3333L, 3333L], plan.Payments.Select(payment => payment.Amount.Cents));
        Assert.Equal(
            [(1, 1666L, May), (1, 100L, June), (2, 1667L, May), (3, 1667L, May)],
            plan.Left.Select(left => (left.Member, left.Amount.Cents, left.Month!.Value)));
    }

    // 100.00 were approved and not paid, then 120.00 in their place; 120.00 came in: all of it is paid.
    [Fact]
    public void Amounts_that_took_the_place_of_others_are_not_measured_twice_against_what_came_in()
    {
        var plan = PayoutPlan.Of(
            [Item(1, 1, May, 10000), Item(1, 2, May, -10000), Item(1, 3, May, 12000)],
            Terms with { Received = new Dictionary<YearMonth, Money> { [May] = new(12000) } });
        Assert.Equal(12000L, Assert.Single(plan.Payments).Amount.Cents);
        Assert.Empty(plan.Left);
    }

    [Fact]
    public void A_month_whose_surplus_would_go_to_enterprises_is_not_paid()
    {
        var plan = PayoutPlan.Of(
            [Item(1, 1, May, 5000), Item(1, 2, June, 700)], Terms with { Unentitled = new HashSet<YearMonth> { May } });
        Assert.Equal(700L, Assert.Single(plan.Payments).Amount.Cents);
        Assert.Equal((LeftReason.Unentitled, 5000L), (plan.Left.Single().Reason, plan.Left.Single().Amount.Cents));
    }

    [Fact]
    public void Whatever_is_open_nobody_gets_more_than_is_owed_nor_is_a_cent_lost() => Prop.ForAll(
        (from items in (from member in Gen.Choose(1, 4)
                        from month in Gen.Choose(1, 3)
                        from cents in Gen.Choose(-3000, 6000)
                        select (member, month, cents)).ListOf()
         from least in Gen.Choose(0, 2000)
         from retained in Gen.Choose(0, 100)
         from received in Gen.Choose(-1, 9000)
         select (items, least, retained, received)).ToArbitrary(),
        made =>
        {
            OpenItem[] open = [.. made.items.Select((item, place) => Item(item.member, place + 1, new(2026, item.month), item.cents))];
            var terms = Terms with
            {
                Least = new(made.least),
                RetainedPercent = made.retained,
                Received = made.received < 0 ? null
                    : Enumerable.Range(1, 3).ToDictionary(month => new YearMonth(2026, month), _ => new Money(made.received)),
            };
            var plan = PayoutPlan.Of(open, terms);
            foreach (var payment in plan.Payments)
            {
                Assert.True(payment.Amount.Cents >= Math.Max(1, made.least));
                Assert.True(payment.Retained.Cents >= 0);
                Assert.Contains(payment.Member, terms.WithAccount);
                foreach (var item in payment.Items)
                {
                    var whole = open.Single(one => (one.Entry, one.Line) == (item.Entry, item.Line));
                    Assert.Equal(Math.Sign(whole.Amount.Cents), Math.Sign(item.Amount.Cents));
                    Assert.True(Math.Abs(item.Amount.Cents) <= Math.Abs(whole.Amount.Cents));
                }

                var owed = open.Where(item => item.Member == payment.Member).Sum(item => item.Amount.Cents);
                // A part of a month may wait for money while a debt of another is taken off: never more than is owed.
                Assert.True(payment.Amount.Cents + payment.Retained.Cents
                    <= Math.Max(owed, open.Where(item => item.Member == payment.Member && item.Amount.Cents > 0).Sum(item =>
                        item.Amount.Cents)));
                if (made.received < 0) Assert.Equal(owed, payment.Amount.Cents + payment.Retained.Cents);
            }

            Assert.Equal(plan.Payments.Count, plan.Payments.Select(payment => payment.Member).Distinct().Count());
        }).QuickCheckThrowOnFailure();

    // The closing days that the ECB announces: 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December.
    [Fact]
    public void Days_are_those_of_the_calendar_of_the_ECB()
    {
        LocalDate[] closed = [new(2026, 1, 1), new(2026, 4, 3), new(2026, 4, 6), new(2026, 5, 1), new(2026, 12, 25), new(2027,
            3, 26), new(2027, 3, 29)];
        Assert.All(closed, day => Assert.False(TargetDays.IsOpen(day)));
        // Italian holidays on which banks of the euro settle all the same.
        LocalDate[] open = [new(2026, 1, 6), new(2026, 6, 2), new(2026, 12, 8), new(2026, 6, 29)];
        Assert.All(open, day => Assert.True(TargetDays.IsOpen(day)));
        Assert.Equal(new LocalDate(2026, 4, 7), TargetDays.After(new(2026, 4, 2)));
        Assert.Equal(new LocalDate(2026, 11, 23), TargetDays.After(new(2026, 11, 20)));
    }

    private static OpenItem Item(int member, int entry, YearMonth month, long cents) => new(member, entry, member, month, new(cents));
}
