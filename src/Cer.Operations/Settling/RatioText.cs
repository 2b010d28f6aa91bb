using System.Globalization;
using System.Numerics;
using Cer.Domain;

namespace Cer.Operations.Settling;

/// <summary>Writes a ratio with twelve decimals, rounded half away from zero.</summary>
internal static class RatioText
{
    private static readonly BigInteger Scale = BigInteger.Pow(10, 12);

    public static string Of(Fraction ratio)
    {
        var scaled = (ratio * new Fraction(Scale)).RoundHalfAway();
        var whole = BigInteger.DivRem(scaled, Scale, out var rest);
        return $"{whole.ToString(CultureInfo.InvariantCulture)}.{rest.ToString("D12", CultureInfo.InvariantCulture)}";
    }
}
