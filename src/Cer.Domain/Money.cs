using System.Globalization;
using System.Numerics;

namespace Cer.Domain;

/// <summary>An amount of euro that can be paid: whole cents. May be negative (a debt).</summary>
/// <remarks>An amount still being computed is a decimal or a Fraction of EUR; it becomes Money once, by Round.</remarks>
public readonly record struct Money(long Cents) : IAdditionOperators<Money, Money, Money>
{
    public static Money Zero => default;

    public decimal Eur => Cents / 100m;

    /// <summary>Rounds half away from zero, as GSE statements are read: regulation Q10.</summary>
    public static Money Round(Fraction eur) => new((long)(eur * new Fraction(100)).RoundHalfAway());

    public static Money operator +(Money left, Money right) => new(left.Cents + right.Cents);

    public static Money operator -(Money left, Money right) => new(left.Cents - right.Cents);

    public static Money operator -(Money amount) => new(-amount.Cents);

    public static Money Add(Money left, Money right) => left + right;

    public static Money Subtract(Money left, Money right) => left - right;

    public static Money Negate(Money amount) => -amount;

    /// <summary>Splits by weight without losing a cent: leftovers go to the largest remainders, ties to the first.</summary>
    /// <exception cref="ArgumentException">No weights, a negative weight, or all weights zero.</exception>
    public Money[] Split(ReadOnlySpan<BigInteger> weights)
    {
        var parts = LargestRemainder.Split(Math.Abs(Cents), weights);
        var sign = Math.Sign(Cents);
        return Array.ConvertAll(parts, part => new Money(sign * part));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Eur:0.00} EUR");
}
