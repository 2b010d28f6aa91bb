using System.Globalization;
using System.Numerics;
using System.Text;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>Numbers as text and back, exactly as ECMAScript has them.</summary>
/// <remarks>Number::toString, toFixed, toPrecision, toExponential and StringToNumber of ECMA-262.</remarks>
internal static class Numbers
{
    private static readonly BigInteger Ten = 10;

    public static string Write(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "Infinity" : "-Infinity";
        if (value == 0) return "0";
        if (value == Math.Truncate(value) && Math.Abs(value) < 1e15) return ((long)value).ToString(Coerce.Invariant);
        var (negative, digits, point) = Shortest(value);
        return (negative ? "-" : "") + Laid(digits, point);
    }

    /// <summary>The fewest digits that mean this number, and where the point stands among them.</summary>
    private static (bool Negative, string Digits, int Point) Shortest(double value)
    {
        var text = value.ToString("E16", Coerce.Invariant);
        var shortest = value.ToString("R", Coerce.Invariant);
        if (double.Parse(shortest, Coerce.Invariant) == value) text = shortest;
        var negative = text[0] == '-';
        if (negative) text = text[1..];
        var exponent = 0;
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, Coerce.Invariant);
            text = text[..e];
        }
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var point = (dot < 0 ? text.Length : dot) + exponent;
        var digits = text.Replace(".", "", StringComparison.Ordinal);
        var zeros = digits.Length - digits.TrimStart('0').Length;
        return (negative, digits.Trim('0'), point - zeros);
    }

    private static string Laid(string digits, int point)
    {
        var count = digits.Length;
        if (count <= point && point <= 21) return digits.PadRight(point, '0');
        if (point is > 0 and <= 21) return $"{digits[..point]}.{digits[point..]}";
        if (point is > -6 and <= 0) return $"0.{new string('0', -point)}{digits}";
        return Exponential(digits, point - 1);
    }

    private static string Exponential(string digits, int exponent) =>
        $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits.AsSpan(1)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}";

    public static string Fixed(double value, int places)
    {
        if (double.IsNaN(value) || Math.Abs(value) >= 1e21) return Write(value);
        var digits = Scaled(Math.Abs(value), places).ToString(Coerce.Invariant).PadLeft(places + 1, '0');
        var text = places == 0 ? digits : $"{digits[..^places]}.{digits[^places..]}";
        return value < 0 ? "-" + text : text;
    }

    public static string Precision(double value, int count)
    {
        if (!double.IsFinite(value)) return Write(value);
        var sign = value < 0 ? "-" : "";
        var (digits, e) = Rounded(Math.Abs(value), count);
        if (e < -6 || e >= count) return sign + Exponential(digits, e);
        if (e == count - 1) return sign + digits;
        return sign + (e >= 0 ? $"{digits[..(e + 1)]}.{digits[(e + 1)..]}" : $"0.{new string('0', -(e + 1))}{digits}");
    }

    public static string Exponent(double value, int? places)
    {
        if (!double.IsFinite(value)) return Write(value);
        var sign = value < 0 ? "-" : "";
        if (places is { } given)
        {
            var (rounded, e) = Rounded(Math.Abs(value), given + 1);
            return sign + Exponential(rounded, e);
        }
        if (value == 0) return "0e+0";
        var (_, digits, point) = Shortest(value);
        return sign + Exponential(digits, point - 1);
    }

    /// <summary>The first digits of a number not negative, halves up, and the power of ten of the first.</summary>
    private static (string Digits, int Exponent) Rounded(double value, int count)
    {
        if (value == 0) return (new string('0', count), 0);
        var e = (int)Math.Floor(Math.Log10(value));
        for (var guess = e - 1; guess <= e + 2; guess++)
        {
            var digits = Scaled(value, count - 1 - guess).ToString(Coerce.Invariant);
            if (digits.Length == count) return (digits, guess);
        }
        return (Scaled(value, count - 1 - e).ToString(Coerce.Invariant)[..count], e);
    }

    /// <summary>The whole number nearest to value × 10^places, halves up.</summary>
    private static BigInteger Scaled(double value, int places)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & 0xFFFFFFFFFFFFFL;
        var numerator = (BigInteger)(exponent == 0 ? fraction : fraction | 0x10000000000000L);
        var power = Math.Max(exponent, 1) - 1075;
        var denominator = BigInteger.One;
        if (power >= 0) numerator <<= power;
        else denominator <<= -power;
        if (places >= 0) numerator *= BigInteger.Pow(Ten, places);
        else denominator *= BigInteger.Pow(Ten, -places);
        return (2 * numerator + denominator) / (2 * denominator);
    }

    /// <summary>StringToNumber: blank is 0, anything unfit NaN.</summary>
    public static double Read(string text)
    {
        var part = text.AsSpan().Trim(Texts.Blanks);
        if (part.Length == 0) return 0;
        if (part.Length > 2 && part[0] == '0' && Radix(part[1]) is var radix and > 0) return Whole(part[2..], radix, strict: true);
        return Decimal(part, out var used) is var value && used == part.Length ? value : double.NaN;
    }

    private static int Radix(char mark) => mark switch { 'x' or 'X' => 16, 'o' or 'O' => 8, 'b' or 'B' => 2, _ => 0 };

    public static double Decimal(ReadOnlySpan<char> text) => Decimal(text, out _);

    /// <summary>The longest beginning that is a decimal number.</summary>
    public static double Decimal(ReadOnlySpan<char> text, out int used)
    {
        var at = 0;
        if (at < text.Length && text[at] is '+' or '-') at++;
        if (text[at..].StartsWith("Infinity", StringComparison.Ordinal))
        {
            used = at + 8;
            return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        var digits = at - start;
        if (at < text.Length && text[at] == '.')
        {
            var dot = at++;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            digits += at - dot - 1;
            if (digits == 0) at = dot;
        }
        used = 0;
        if (digits == 0) return double.NaN;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var e = at + 1;
            if (e < text.Length && text[e] is '+' or '-') e++;
            var first = e;
            while (e < text.Length && char.IsAsciiDigit(text[e])) e++;
            if (e > first) at = e;
        }
        used = at;
        return double.Parse(text[..at], NumberStyles.Float, Coerce.Invariant);
    }

    /// <summary>The longest beginning (or all, when strict) that is a whole number in the radix.</summary>
    public static double Whole(ReadOnlySpan<char> text, int radix, bool strict)
    {
        var at = 0;
        while (at < text.Length && Digit(text[at]) < radix) at++;
        if (at == 0 || (strict && at < text.Length)) return double.NaN;
        if (radix == 10) return double.Parse(text[..at], NumberStyles.None, Coerce.Invariant);
        if (at > 2000) return double.PositiveInfinity;
        var exact = BigInteger.Zero;
        foreach (var digit in text[..at]) exact = exact * radix + Digit(digit);
        return (double)exact;
    }

    private static int Digit(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'a' and <= 'z' => digit - 'a' + 10,
        >= 'A' and <= 'Z' => digit - 'A' + 10,
        _ => 99,
    };

    /// <summary>As V8 writes fractions in other radices: as many digits as tell the number from its neighbours.</summary>
    public static string InRadix(double value, int radix)
    {
        if (radix == 10 || !double.IsFinite(value)) return Write(value);
        const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
        var negative = value < 0;
        value = Math.Abs(value);
        var whole = Math.Floor(value);
        var fraction = value - whole;
        var after = new StringBuilder();
        var delta = Math.Max(0.5 * (Math.BitIncrement(value) - value), double.Epsilon);
        if (fraction >= delta)
        {
            do
            {
                fraction *= radix;
                delta *= radix;
                var digit = (int)fraction;
                after.Append(Digits[digit]);
                fraction -= digit;
                if (fraction > 0.5 || (fraction == 0.5 && (digit & 1) == 1))
                {
                    if (fraction + delta > 1)
                    {
                        while (true)
                        {
                            if (after.Length == 0)
                            {
                                whole += 1;
                                break;
                            }
                            var last = Digits.IndexOf(after[^1], StringComparison.Ordinal);
                            after.Length--;
                            if (last + 1 < radix)
                            {
                                after.Append(Digits[last + 1]);
                                break;
                            }
                        }
                        break;
                    }
                }
            }
            while (fraction >= delta);
        }
        var before = new StringBuilder();
        for (; whole >= 9007199254740992; whole /= radix) before.Insert(0, '0');
        whole = Math.Floor(whole);
        do
        {
            var rest = whole % radix;
            before.Insert(0, Digits[(int)rest]);
            whole = (whole - rest) / radix;
        }
        while (whole > 0);
        return $"{(negative ? "-" : "")}{before}{(after.Length > 0 ? "." : "")}{after}";
    }
}
