using System.Globalization;
using Cer.Domain;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Submissions;

/// <summary>How a value is written where all is text.</summary>
internal static class FieldText
{
    private static readonly OffsetDateTimePattern WithOffset =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'sso<+HH:mm>");

    /// <summary>With a point before decimals; null stays null.</summary>
    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        Energy energy => energy.KilowattHours.ToString("0.000000", CultureInfo.InvariantCulture),
        Money money => money.Eur.ToString("0.00", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        LocalDate day => LocalDatePattern.Iso.Format(day),
        Instant instant => WithOffset.Format(instant.InZone(MarketHour.Rome).ToOffsetDateTime()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A {value.GetType().Name} has no form in a package."),
    };

    /// <summary>The number behind a value; null when it is none.</summary>
    public static decimal? Number(object? value) => value switch
    {
        Energy energy => energy.KilowattHours,
        Money money => money.Eur,
        decimal number => number,
        int number => number,
        long number => number,
        _ => null,
    };
}
