using Cer.Domain;
using Cer.Settlement.Payouts;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Settlement.Tests;

/// <summary>What of the money received is there for members: worked by hand, and for whatever corrects whatever.</summary>
public class ReceivedMoneyTests
{
    private static readonly YearMonth January = new(2026, 1);
    private static readonly YearMonth April = new(2026, 4);
    private static readonly YearMonth July = new(2026, 7);

    [Fact]
    public void What_came_in_for_two_corrections_of_a_month_is_there_once_for_the_one_taken_first()
    {
        // January's 100.00 and the first twenty came; the second twenty did not.
        var left = Left(
            [Month(January, 10_000, 12_000), Month(April, 7_000, 5_000), Month(July, 8_000, 6_000)],
            [Moved(January, July, 2_000), Moved(January, April, 2_000)]);
        Assert.Equal((10_000, 7_000, 6_000), left);
    }

    [Fact]
    public void A_correction_upwards_and_one_downwards_come_to_what_gse_has_netted()
    {
        // Twenty more in April, fifteen less in July: GSE pays 105.00 for January, and July its own 80.00 in full.
        var left = Left(
            [Month(January, 10_000, 10_500), Month(April, 7_000, 5_000), Month(July, 6_500, 8_000)],
            [Moved(January, April, 2_000), Moved(January, July, -1_500)]);
        Assert.Equal((10_000, 7_000, 6_500), left);
    }

    [Fact]
    public void What_is_given_back_goes_through_a_month_that_is_corrected_itself()
    {
        // April gives 15.00 back to January, and July 10.00 to April; each pays its own in full but for what GSE took.
        var left = Left(
            [Month(January, 10_000, 8_500), Month(April, 3_500, 4_000), Month(July, 7_000, 8_000)],
            [Moved(January, April, -1_500), Moved(April, July, -1_000)]);
        Assert.Equal((10_000, 3_500, 7_000), left);
    }

    [Fact]
    public void A_correction_of_another_month_is_not_taken_for_the_months_own_money()
    {
        // April's own 50.00 came, and January's twenty for it; the ten by which July corrects April did not.
        var left = Left(
            [Month(January, 10_000, 12_000), Month(April, 7_000, 5_000), Month(July, 9_000, 8_000)],
            [Moved(January, April, 2_000), Moved(April, July, 1_000)]);
        Assert.Equal((10_000, 7_000, 8_000), left);
    }

    [Fact]
    public void Members_have_their_part_down_to_the_cent_less_what_was_paid()
    {
        var left = ReceivedMoney.Left(
            [new(January, new(10_000), new(9_000), new(3_333), new(1_000)), new(April, new(-5), new(-5), new(70), Money.Zero)], []);
        Assert.Equal([(January, 1_999L)], left.Select(one => (one.Key, one.Value.Cents)));
    }

    [Fact]
    public void Never_is_more_there_than_came_in_and_all_of_it_is_when_all_came() => Prop.ForAll(Worlds().ToArbitrary(), world =>
    {
        var (own, corrections, shares) = world;
        var months = Enumerable.Range(0, own.Length).Select(month => new YearMonth(2026, month + 1)).ToArray();
        MovedCorrection[] moved = [.. corrections.Select(one => Moved(months[one.From], months[one.To], one.Cents))];
        long Due(int month) => own[month] + moved.Where(one => one.Corrects == months[month]).Sum(one => one.Amount.Cents);
        long Gross(int month) => own[month] + moved.Where(one => one.Month == months[month]).Sum(one => one.Amount.Cents);
        var full = ReceivedMoney.Left([.. months.Select((month, place) => Month(month, Gross(place), Due(place)))], moved);
        var some = ReceivedMoney.Left(
            [.. months.Select((month, place) => Month(month, Gross(place), Due(place) * shares[place] / 100))], moved);
        return months.Select((month, place) => full[month].Cents == Gross(place)).All(good => good)
            && some.Values.Sum(left => left.Cents) <= months.Select((_, place) => Due(place) * shares[place] / 100).Sum();
    }).QuickCheckThrowOnFailure();

    private static Gen<(long[] Own, (int From, int To, long Cents)[] Corrections, int[] Shares)> Worlds() =>
        from size in Gen.Choose(2, 6)
        from own in Gen.Choose(1_000, 9_000).ArrayOf(size)
        from corrections in (
            from to in Gen.Choose(1, size - 1)
            from start in Gen.Choose(0, to - 1)
            from cents in Gen.Choose(-60, 60)
            select (start, to, (long)cents)).ArrayOf(8)
        from shares in Gen.Choose(0, 130).ArrayOf(size)
        select (own.Select(one => (long)one).ToArray(), corrections.DistinctBy(one => (one.start, one.to)).ToArray(), shares);

    private static (long, long, long) Left(ReceivedMonth[] months, MovedCorrection[] corrections)
    {
        var left = ReceivedMoney.Left(months, corrections);
        return (left[January].Cents, left[April].Cents, left[July].Cents);
    }

    private static ReceivedMonth Month(YearMonth month, long gross, long received) =>
        new(month, new(gross), new(gross), new(received), Money.Zero);

    private static MovedCorrection Moved(YearMonth corrects, YearMonth month, long cents) => new(corrects, month, new(cents));
}
