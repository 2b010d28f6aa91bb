using System.Globalization;
using System.Text.RegularExpressions;
using Cer.Domain;
using Cer.Exchange.Sheets;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Gse;

/// <summary>How statements write numbers, months and days: a closed list, so that no profile can ask for anything odd.</summary>
public static partial class StatementForms
{
    private const decimal Most = 1_000_000_000m;

    private static readonly Dictionary<string, YearMonthPattern> MonthPatterns = new[]
    {
        ("MM/yyyy", "MM/uuuu"), ("yyyy-MM", "uuuu-MM"), ("MM-yyyy", "MM-uuuu"), ("yyyyMM", "uuuuMM"),
    }.ToDictionary(form => form.Item1, form => YearMonthPattern.CreateWithInvariantCulture(form.Item2));

    private static readonly Dictionary<string, LocalDatePattern> DayPatterns = new[]
    {
        ("dd/MM/yyyy", "dd/MM/uuuu"), ("yyyy-MM-dd", "uuuu-MM-dd"), ("dd-MM-yyyy", "dd-MM-uuuu"), ("dd.MM.yyyy", "dd.MM.uuuu"),
        ("yyyyMMdd", "uuuuMMdd"),
    }.ToDictionary(form => form.Item1, form => LocalDatePattern.CreateWithInvariantCulture(form.Item2));

    public static IReadOnlyList<string> Months { get; } = [.. MonthPatterns.Keys];

    public static IReadOnlyList<string> Days { get; } = [.. DayPatterns.Keys];

    /// <summary>A number: groups of three only where they belong; null when it is none, or too large.</summary>
    internal static decimal? Number(TableCell cell, bool comma)
    {
        var text = cell.Text;
        if (cell.Kind == TableCellKind.Number)
        {
            return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain) && Math.Abs(plain) <= Most
                ? plain
                : null;
        }

        text = text.Replace("€", "", StringComparison.Ordinal).Trim();
        if (!(comma ? WithComma() : WithPoint()).IsMatch(text)) return null;
        text = comma
            ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
            : text.Replace(",", "", StringComparison.Ordinal);
        const NumberStyles Form = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text, Form, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Most ? number : null;
    }

    /// <summary>A month of the calendar; a cell that is shown as a day is that of its month.</summary>
    internal static MarketMonth? Month(TableCell cell, string form)
    {
        var month = cell is { Kind: TableCellKind.Day, Day: { } shown } ? shown.ToYearMonth()
            : MonthPatterns[form].Parse(cell.Text).TryGetValue(default, out var told) ? told
            : (YearMonth?)null;
        return month is { Year: >= MarketMonth.FirstYear and <= MarketMonth.LastYear } known ? new(known.Year, known.Month) : null;
    }

    internal static LocalDate? Day(TableCell cell, string form)
    {
        var day = cell is { Kind: TableCellKind.Day, Day: { } shown } ? shown
            : DayPatterns[form].Parse(cell.Text).TryGetValue(default, out var told) ? told
            : (LocalDate?)null;
        return day is { Year: >= MarketMonth.FirstYear and <= MarketMonth.LastYear } ? day : null;
    }

    [GeneratedRegex(@"\A[+-]?(\d{1,15}|\d{1,3}(\.\d{3}){1,4})(,\d{1,12})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithComma();

    [GeneratedRegex(@"\A[+-]?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,12})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithPoint();
}
