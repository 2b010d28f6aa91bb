using System.Globalization;
using Cer.Domain;
using Cer.Domain.Metering;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Viewing;

/// <summary>Reads what a call asks for, or says what is wrong with it.</summary>
internal static class Asked
{
    private const int MostShown = 40;

    /// <summary>Whether a table is asked for; a problem when it is neither JSON nor CSV.</summary>
    public static (bool Csv, IResult? Problem) Format(string? format) => format switch
    {
        null or "" or "json" => (false, null),
        "csv" => (true, null),
        _ => (false, Problems.Bad($"Found the format '{Shown(format)}', expected json or csv.")),
    };

    public static (LocalDate? Day, IResult? Problem) Day(string? day)
    {
        if (string.IsNullOrEmpty(day)) return (null, null);
        return LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var value }
            && value.Year is > MarketMonth.FirstYear and < MarketMonth.LastYear
            ? (value, null)
            : (null, Problems.Bad($"Found the day '{Shown(day)}', expected one such as 2026-10-25."));
    }

    public static (MarketMonth? Month, IResult? Problem) Month(string? month)
    {
        if (string.IsNullOrEmpty(month)) return (null, null);
        return MarketMonth.TryParse(month, out var value)
            ? (value, null)
            : (null, Problems.Bad($"Found the month '{Shown(month)}', expected one such as 2026-10."));
    }

    /// <summary>The hour that begins at an instant.</summary>
    public static (MarketHour? Hour, IResult? Problem) Hour(string? at)
    {
        return OffsetDateTimePattern.Rfc3339.Parse(at ?? "") is { Success: true, Value: var value }
            && value.Year is > MarketMonth.FirstYear and < MarketMonth.LastYear
            && value.ToInstant().ToUnixTimeTicks() % NodaConstants.TicksPerHour == 0
            ? (MarketHour.StartingAt(value.ToInstant()), null)
            : (null, Problems.Bad($"Found the hour '{Shown(at ?? "")}', expected the start of one such as 2026-10-25T11:00:00Z."));
    }

    /// <summary>Which of the tables of an answer is asked for; the first when none is.</summary>
    public static (string Table, IResult? Problem) Table(string? table, params ReadOnlySpan<string> known)
    {
        if (string.IsNullOrEmpty(table)) return (known[0], null);
        return known.Contains(table)
            ? (table, null)
            : (known[0], Problems.Bad($"Found the table '{Shown(table)}', expected one of {string.Join(", ", known!)}."));
    }

    /// <summary>A number of the store; null when it is none.</summary>
    public static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>How files and interfaces call a meter.</summary>
    public static string Meter(MeterRole meter) => meter == MeterRole.Production ? "M2" : "M1";

    /// <summary>The beginning of what was sent, without what a terminal would obey.</summary>
    private static string Shown(string text) => string.Concat(
        (text.Length > MostShown ? text[..MostShown] : text).Select(one => char.IsControl(one) ? '?' : one));
}
