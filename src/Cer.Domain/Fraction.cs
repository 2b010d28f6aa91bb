using System.Numerics;

namespace Cer.Domain;

/// <summary>An exact ratio of whole numbers, for amounts that must be rounded once and only at the end.</summary>
/// <remarks>Held with a positive denominator; the default means zero.</remarks>
public readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
{
    private readonly BigInteger _numerator;
    private readonly BigInteger _denominatorLessOne;

    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException("A fraction needs a denominator other than zero.");
        if (denominator.Sign < 0) (numerator, denominator) = (-numerator, -denominator);
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        _numerator = numerator / common;
        _denominatorLessOne = (denominator / common) - 1;
    }

    public Fraction(BigInteger whole) => _numerator = whole;

    public static Fraction Zero => default;

    public static Fraction One => new(BigInteger.One);

    public BigInteger Numerator => _numerator;

    public BigInteger Denominator => _denominatorLessOne + 1;

    public int Sign => _numerator.Sign;

    public static Fraction From(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var (low, middle, high) = unchecked(((uint)bits[0], (uint)bits[1], (uint)bits[2]));
        var whole = (new BigInteger(high) << 64) + (new BigInteger(middle) << 32) + low;
        var scale = (bits[3] >> 16) & 0xFF;
        return new(bits[3] < 0 ? -whole : whole, BigInteger.Pow(10, scale));
    }

    public static Fraction operator +(Fraction x, Fraction y) =>
        new((x.Numerator * y.Denominator) + (y.Numerator * x.Denominator), x.Denominator * y.Denominator);

    public static Fraction operator -(Fraction x, Fraction y) => x + new Fraction(-y.Numerator, y.Denominator);

    public static Fraction operator *(Fraction x, Fraction y) =>
        new(x.Numerator * y.Numerator, x.Denominator * y.Denominator);

    public static Fraction operator /(Fraction x, Fraction y) =>
        new(x.Numerator * y.Denominator, x.Denominator * y.Numerator);

    public static bool operator ==(Fraction x, Fraction y) => x.Equals(y);

    public static bool operator !=(Fraction x, Fraction y) => !x.Equals(y);

    public static bool operator <(Fraction x, Fraction y) => x.CompareTo(y) < 0;

    public static bool operator >(Fraction x, Fraction y) => x.CompareTo(y) > 0;

    public static bool operator <=(Fraction x, Fraction y) => x.CompareTo(y) <= 0;

    public static bool operator >=(Fraction x, Fraction y) => x.CompareTo(y) >= 0;

    public static Fraction Add(Fraction x, Fraction y) => x + y;

    public static Fraction Subtract(Fraction x, Fraction y) => x - y;

    public static Fraction Multiply(Fraction x, Fraction y) => x * y;

    public static Fraction Divide(Fraction x, Fraction y) => x / y;

    /// <summary>The nearest whole number; halves go away from zero.</summary>
    public BigInteger RoundHalfAway()
    {
        var twice = (BigInteger.Abs(_numerator) * 2) + Denominator;
        return BigInteger.Divide(twice, Denominator * 2) * _numerator.Sign;
    }

    public bool Equals(Fraction other) =>
        _numerator == other._numerator && _denominatorLessOne == other._denominatorLessOne;

    public int CompareTo(Fraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_numerator, _denominatorLessOne);

    public override string ToString() => Denominator.IsOne ? $"{Numerator}" : $"{Numerator}/{Denominator}";
}
