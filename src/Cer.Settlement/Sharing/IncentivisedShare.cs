using Cer.Domain;
using Cer.Domain.Community;

namespace Cer.Settlement.Sharing;

/// <summary>The part of a unit's shared energy that earns the TIP: without the obligation's and the Superbonus's power.</summary>
/// <remarks>Source: Regole Operative pp. 13-14 and 132; factor (P-Po)/P times (P-Superbonus)/P.</remarks>
public readonly record struct IncentivisedShare
{
    private readonly Int128 _numerator;
    private readonly Int128 _denominator;

    private IncentivisedShare(Int128 numerator, Int128 denominator) => (_numerator, _denominator) = (numerator, denominator);

    public static IncentivisedShare Of(ProductionUnit unit)
    {
        var power = Fraction.From(unit.PowerKw);
        var factor = Fraction.From(Math.Max(0m, unit.PowerKw - unit.ObligationKw)) / power
            * Fraction.From(Math.Max(0m, unit.PowerKw - unit.SuperbonusKw)) / power;
        return new((Int128)factor.Numerator, (Int128)factor.Denominator);
    }

    /// <summary>Micro-kWh that count, rounded half away from zero.</summary>
    public long Of(long shared) => _numerator == _denominator
        ? shared
        : (long)(((shared * _numerator * 2) + _denominator) / (_denominator * 2));

    /// <summary>The exact factor.</summary>
    public Fraction AsFraction() => new((System.Numerics.BigInteger)_numerator, (System.Numerics.BigInteger)_denominator);
}
