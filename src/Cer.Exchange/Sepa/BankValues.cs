using System.Globalization;
using System.Xml.Linq;
using Cer.Domain;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Sepa;

/// <summary>Reads days and amounts as ISO 20022 writes them.</summary>
internal static class BankValues
{
    private const decimal Most = 999_999_999_999m;

    /// <exception cref="FormatException">It is none.</exception>
    public static LocalDate Day(string? text, string what) =>
        text is { Length: >= 10 } && LocalDatePattern.Iso.Parse(text[..10]) is { Success: true, Value: var day }
            && day.Year is > 2000 and < 2100
            ? day
            : throw new FormatException($"Found no day in {what}, expected one such as 2026-11-30.");

    /// <summary>Whole cents of euro, above zero.</summary>
    /// <exception cref="FormatException">It is another currency, or none.</exception>
    public static Money Amount(XElement? amount)
    {
        if (amount?.Attribute("Ccy")?.Value != "EUR")
            throw new FormatException("Found an amount of another currency, or none, expected euro.");
        return decimal.TryParse(
            amount.Value.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value is >= 0 and <= Most && value == decimal.Round(value, 2)
            ? new(decimal.ToInt64(value * 100m))
            : throw new FormatException("Found an amount that is none, expected euro with at most two decimals.");
    }
}
