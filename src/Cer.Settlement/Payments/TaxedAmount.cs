using Cer.Domain;

namespace Cer.Settlement.Payments;

/// <summary>What of an amount is paid to a member and what is kept back: gross = net + withheld.</summary>
/// <remarks>
/// No act that was read says which taxes shares bear (regulation 5.4): a rate is a person's choice, none is the default.
/// VAT is taken as contained in the share, because the community can deal no more than it receives.
/// </remarks>
/// <param name="Gross">What the regolamento dealt.</param>
/// <param name="Withheld">Withholding tax on the amount without VAT.</param>
/// <param name="Vat">VAT contained in the gross amount; paid to the member, who owes it.</param>
public sealed record TaxedAmount(Money Gross, Money Withheld, Money Vat)
{
    public Money Net => Gross - Withheld;

    /// <summary>Applies a rate; without one nothing is kept back. Cents half away from zero, each tax once.</summary>
    public static TaxedAmount Of(Money gross, TaxRate? rate)
    {
        if (rate is null) return new(gross, Money.Zero, Money.Zero);
        var hundred = new Fraction(100);
        var taxable = Money.Round(Fraction.From(gross.Eur) * hundred / (hundred + Fraction.From(rate.Vat)));
        var withheld = Money.Round(Fraction.From(taxable.Eur) * Fraction.From(rate.Withholding) / hundred);
        return new(gross, withheld, gross - taxable);
    }
}
