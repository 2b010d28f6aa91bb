using System.Globalization;

namespace Cer.Exchange.Gme;

/// <summary>Numbers as programs write them, turned into the texts that the market's own files have.</summary>
internal static class GmeNumber
{
    // A price has six decimals; a sheet may keep it as the nearest binary number, with a tail after them.
    private const int Decimals = 8;

    /// <summary>A price with its comma; a text that is no number comes back as it is, for a fault to tell.</summary>
    public static string Price(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var price) && Math.Abs(price) < 1e9m
            ? Math.Round(price, Decimals).ToString("0.########", CultureInfo.InvariantCulture).Replace('.', ',')
            : text;

    /// <summary>A whole number without its zero decimals.</summary>
    public static string Whole(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number == Math.Truncate(number) && number is >= 0 and < 100_000_000
            ? ((int)number).ToString(CultureInfo.InvariantCulture)
            : text;
}
