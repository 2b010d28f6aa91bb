namespace Cer.Domain.Rules;

/// <summary>GSE's yearly fee for a plant: DM 15 March 2024 n. 106.</summary>
public sealed record FeeRule(decimal FreeUpToKw, decimal FlatUpToKw, decimal FlatEur, decimal EurPerKw, decimal Vat)
{
    /// <summary>Net fee of a plant by its power in kW, rounded to the cent.</summary>
    public Money Net(decimal powerKw)
    {
        if (powerKw <= FreeUpToKw) return Money.Zero;
        var flat = Fraction.From(FlatEur);
        return powerKw <= FlatUpToKw
            ? Money.Round(flat)
            : Money.Round(flat + (Fraction.From(powerKw - FlatUpToKw) * Fraction.From(EurPerKw)));
    }

    /// <summary>The tax on a net fee.</summary>
    public Money VatOn(Money net) => Money.Round(Fraction.From(net.Eur) * Fraction.From(Vat));
}
