using System.Globalization;
using System.Text.RegularExpressions;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>An energy as messages write it, turned into whole micro-kWh exactly or not at all.</summary>
internal static partial class EnergyText
{
    private const string Form = "a number with a decimal point such as 0.187";

    /// <summary>Reads one value; a blank one is missing: null, and no problem.</summary>
    /// <remarks>The unit is a power of ten of a micro-kWh; the most that is believed is in micro-kWh.</remarks>
    public static (long? MicroKilowattHours, string? Problem) Parse(string text, int power, long most)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0) return (null, null);
        if (Number().Match(trimmed) is not { Success: true } match)
        {
            return (null, trimmed.Contains(',')
                ? $"found a comma in {Quote.Text(trimmed)}, expected {Form}"
                : $"found {Quote.Text(trimmed)}, expected {Form}");
        }

        var fraction = match.Groups["fraction"].ValueSpan;
        var digits = string.Concat(match.Groups["whole"].ValueSpan, fraction).TrimStart('0');
        if (digits.Length == 0) return (0, null);
        if (trimmed[0] == '-') return (null, $"found {Quote.Text(trimmed)}, expected zero or more");

        var significant = digits.TrimEnd('0');
        var scale = Exponent(match.Groups["exponent"].ValueSpan)
            - fraction.Length + power + (digits.Length - significant.Length);
        if (scale < 0) return (null, $"found {Quote.Text(trimmed)}, finer than a micro-kWh, expected whole micro-kWh");
        var length = significant.Length + scale;
        if (length > 18) return (null, TooMuch(trimmed, most));

        var amount = long.Parse(significant.PadRight(length, '0'), NumberStyles.None, CultureInfo.InvariantCulture);
        return amount <= most ? (amount, null) : (null, TooMuch(trimmed, most));
    }

    /// <summary>The exponent; one beyond every possible amount stands for all larger ones.</summary>
    private static int Exponent(ReadOnlySpan<char> text)
    {
        const int Beyond = 1_000_000;
        if (text.IsEmpty) return 0;
        var negative = text[0] == '-';
        var digits = text.TrimStart("+-").TrimStart('0');
        var size = digits.Length > 6 ? Beyond
            : digits.IsEmpty ? 0
            : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return negative ? -size : size;
    }

    private static string TooMuch(string found, long most) => string.Create(
        CultureInfo.InvariantCulture, $"found {Quote.Text(found)}, expected at most {most / 1_000_000} kWh");

    [GeneratedRegex(
        @"\A-?(?<whole>[0-9]+)(\.(?<fraction>[0-9]+))?([eE](?<exponent>[+-]?[0-9]+))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
