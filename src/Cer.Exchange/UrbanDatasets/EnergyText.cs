using System.Globalization;
using Cer.Domain;
using Cer.Exchange.Faults;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>An energy as messages write it, turned into whole micro-kWh, halves to the even one.</summary>
/// <remarks>
/// Digits, a point and digits behind it if any, an exponent if any; a minus, but nothing below zero. Programs write binary
/// fractions such as 0.30000000000000004: what is cut off is half a thousandth of a Wh at most, which no meter shows.
/// </remarks>
internal static class EnergyText
{
    private const string Form = "a number with a decimal point such as 0.187";

    // No exponent beyond this makes a difference: the text itself is shorter.
    private const int BeyondEverything = 1_000_000;
    private const int MostDigits = 18;

    /// <summary>Reads one value; a blank one is missing: null, and no problem.</summary>
    /// <remarks>The unit is a power of ten of a micro-kWh; the most that is believed is in micro-kWh.</remarks>
    public static (long? MicroKilowattHours, string? Problem) Parse(string text, int power, long most, string unit = "kWh")
    {
        var number = text.AsSpan().Trim();
        if (number.IsEmpty) return (null, null);
        var negative = number[0] == '-';
        var rest = negative ? number[1..] : number;
        var whole = DigitsOf(rest);
        rest = rest[whole.Length..];
        // A point with no digit behind it stays where it is, and spoils the number.
        var fraction = rest is ['.', ..] ? DigitsOf(rest[1..]) : default;
        if (!fraction.IsEmpty) rest = rest[(fraction.Length + 1)..];
        if (whole.IsEmpty || !TryExponent(rest, out var exponent)) return (null, Malformed(number));

        var digits = new Digits();
        digits.Add(whole);
        digits.Add(fraction);
        if (digits.IsZero) return (0, null);
        if (negative) return (null, Found(number, "expected zero or more"));
        var scale = exponent - fraction.Length + power + digits.TrailingZeros;
        return digits.TryScale(scale, out var amount) && amount <= most
            ? (amount, null)
            : (null, Found(number, string.Create(
                CultureInfo.InvariantCulture, $"expected at most {most / Energy.Micro} {unit}")));
    }

    private static string Malformed(ReadOnlySpan<char> number) => number.Contains(',')
        ? $"found a comma in {Quoted.InSentence(number.ToString())}, expected {Form}"
        : Found(number, $"expected {Form}");

    private static string Found(ReadOnlySpan<char> number, string rest) =>
        $"found {Quoted.InSentence(number.ToString())}, {rest}";

    private static ReadOnlySpan<char> DigitsOf(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text : text[..end];
    }

    private static bool TryExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty) return true;
        if (text[0] is not ('e' or 'E')) return false;
        var rest = text[1..];
        var negative = rest is ['-', ..];
        if (rest is ['+' or '-', ..]) rest = rest[1..];
        if (rest.IsEmpty || DigitsOf(rest).Length < rest.Length) return false;
        foreach (var digit in rest) exponent = Math.Min((exponent * 10) + (digit - '0'), BeyondEverything);
        if (negative) exponent = -exponent;
        return true;
    }

    /// <summary>The digits that count of a number, without the zeros around them.</summary>
    private struct Digits
    {
        private long _value;
        private int _count;

        public int TrailingZeros { get; private set; }

        public readonly bool IsZero => _count == 0;

        public void Add(ReadOnlySpan<char> digits)
        {
            foreach (var digit in digits)
            {
                if (digit == '0')
                {
                    if (_count > 0) TrailingZeros++;
                    continue;
                }

                // The zeros before this one count after all.
                for (; TrailingZeros > 0; TrailingZeros--) Append(0);
                Append(digit - '0');
            }
        }

        /// <summary>The number times a power of ten; false when it is too long to be told.</summary>
        public readonly bool TryScale(int scale, out long amount)
        {
            amount = 0;
            // One digit less than are kept, so that there is one to round by.
            if (_count + (long)scale > MostDigits - 1) return false;
            if (scale < 0)
            {
                amount = Rounded(_count + scale);
                return true;
            }

            amount = _value;
            for (var i = 0; i < scale; i++) amount *= 10;
            return true;
        }

        /// <summary>The first digits as a whole number; those behind them decide whether it is the next one.</summary>
        private readonly long Rounded(int whole)
        {
            if (whole < 0) return 0;
            var one = 1L;
            for (var i = whole; i < Math.Min(_count, MostDigits); i++) one *= 10;
            var (amount, rest) = Math.DivRem(_value, one);
            // The last digit that counts is none of the zeros: beyond those kept there is something.
            var more = _count > MostDigits || amount % 2 == 1;
            return rest > one / 2 || (rest == one / 2 && more) ? amount + 1 : amount;
        }

        private void Append(int digit)
        {
            _count++;
            if (_count <= MostDigits) _value = (_value * 10) + digit;
        }
    }
}
