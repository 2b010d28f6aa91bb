using Cer.Domain;
using Cer.Settlement.Payments;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Settlement.Tests;

/// <summary>What is kept back of a member's amount, worked by hand, and that no cent is lost.</summary>
public class TaxTests
{
    [Theory]
    [InlineData(17_51, 4, 0, 70, 0, 16_81)]        // 0.7004
    [InlineData(17_51, 4, 22, 57, 3_16, 16_94)]    // taxable 14.3524 -> 14.35, of it 0.574
    [InlineData(1_25, 2, 0, 3, 0, 1_22)]           // 0.025: half away from zero
    [InlineData(-1_25, 2, 0, -3, 0, -1_22)]        // the same for what is owed back
    [InlineData(100_00, 0, 22, 0, 18_03, 100_00)]  // 81.967 -> 81.97
    [InlineData(100_00, 100, 0, 100_00, 0, 0)]
    public void A_chosen_rate_keeps_back_what_the_hand_does(long gross, int withholding, int vat, long withheld, long ofVat, long net)
    {
        var amount = TaxedAmount.Of(new(gross), new(withholding, vat));
        Assert.Equal((withheld, ofVat, net), (amount.Withheld.Cents, amount.Vat.Cents, amount.Net.Cents));
    }

    [Fact]
    public void Without_a_profile_nothing_is_kept_back() =>
        Assert.Equal(new TaxedAmount(new(17_51), Money.Zero, Money.Zero), TaxedAmount.Of(new(17_51), null));

    [Fact]
    public void Net_and_withheld_are_the_gross_amount_to_the_cent() => Prop.ForAll(
        Gen.Choose(-1_000_000, 1_000_000).ToArbitrary(),
        Gen.Choose(0, 10_000).ToArbitrary(),
        Gen.Choose(0, 10_000).ToArbitrary(),
        (gross, withholding, vat) =>
        {
            var amount = TaxedAmount.Of(new(gross), new(withholding / 100m, vat / 100m));
            return amount.Net + amount.Withheld == new Money(gross)
                && Math.Abs(amount.Withheld.Cents) <= Math.Abs((long)gross)
                && TaxedAmount.Of(new(-gross), new(withholding / 100m, vat / 100m)).Withheld == -amount.Withheld;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Enterprises_within_the_tariff_less_the_surplus_meet_the_check_and_one_cent_more_does_not()
    {
        Assert.True(new SurplusCheck(new(100_00), new(100_00)).IsMet);
        Assert.False(new SurplusCheck(new(100_01), new(100_00)).IsMet);
        Assert.True((new SurplusCheck(new(100_01), new(100_00)) + new SurplusCheck(Money.Zero, new(1))).IsMet);
    }
}
