using System.Globalization;
using System.Text.RegularExpressions;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>Dates as text and back.</summary>
internal static partial class DateText
{
    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static string Iso(double time)
    {
        var p = Calendar.Parts(time);
        var year = p[0] is >= 0 and <= 9999 ? $"{p[0]:0000}" : $"{(p[0] < 0 ? "-" : "+")}{Math.Abs(p[0]):000000}";
        return string.Create(Coerce.Invariant, $"{year}-{p[1] + 1:00}-{p[2]:00}T{p[3]:00}:{p[4]:00}:{p[5]:00}.{p[6]:000}Z");
    }

    public static string Full(Evaluation e, double time) => double.IsNaN(time) ? "Invalid Date" : $"{Date(e, time)} {Time(e, time)}";

    public static string Date(Evaluation e, double time)
    {
        if (double.IsNaN(time)) return "Invalid Date";
        var p = Calendar.Parts(e.ToLocal(time));
        return string.Create(Coerce.Invariant, $"{Days[p[7]]} {Months[p[1]]} {p[2]:00} {Year(p[0])}");
    }

    public static string Time(Evaluation e, double time)
    {
        if (double.IsNaN(time)) return "Invalid Date";
        var p = Calendar.Parts(e.ToLocal(time));
        var offset = (int)(e.OffsetAt(time) / 60_000);
        var name = ReferenceEquals(e.Zone, TimeZoneInfo.Utc) ? "Coordinated Universal Time"
            : e.Zone.IsDaylightSavingTime(Evaluation.InstantOf(time)) ? e.Zone.DaylightName : e.Zone.StandardName;
        return string.Create(Coerce.Invariant,
            $"{p[3]:00}:{p[4]:00}:{p[5]:00} GMT{(offset < 0 ? '-' : '+')}{Math.Abs(offset) / 60:00}{Math.Abs(offset) % 60:00} ({name})");
    }

    public static string Utc(double time)
    {
        if (double.IsNaN(time)) return "Invalid Date";
        var p = Calendar.Parts(time);
        return string.Create(Coerce.Invariant, $"{Days[p[7]]}, {p[2]:00} {Months[p[1]]} {Year(p[0])} {p[3]:00}:{p[4]:00}:{p[5]:00} GMT");
    }

    private static string Year(int year) =>
        (year < 0 ? "-" : "") + Math.Abs(year).ToString("0000", Coerce.Invariant).PadLeft(year < 0 ? 6 : 4, '0');

    public static string Local(Evaluation e, double time, object? locale, bool date, bool hour)
    {
        if (double.IsNaN(time)) return "Invalid Date";
        var p = Calendar.Parts(e.ToLocal(time));
        var italian = Locales.IsItalian(e, locale);
        var day = italian ? $"{p[2]:00}/{p[1] + 1:00}/{p[0]}" : $"{p[1] + 1}/{p[2]}/{p[0]}";
        var clock = italian ? $"{p[3]:00}:{p[4]:00}:{p[5]:00}" : $"{(p[3] + 11) % 12 + 1}:{p[4]:00}:{p[5]:00} {(p[3] < 12 ? "AM" : "PM")}";
        return date && hour ? $"{day}, {clock}" : date ? day : clock;
    }

    [GeneratedRegex(@"^([+-]\d{6}|\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T "
        + @"](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$",
        RegexOptions.CultureInvariant | RegexOptions.ECMAScript, 1000)]
    private static partial Regex IsoForm();

    [GeneratedRegex(@"^(?:[A-Za-z]{3,9},?\s+)?(?:([A-Za-z]{3,9})\.?\s+(\d{1,2})|(\d{1,2})\s+([A-Za-z]{3,9}))"
        + @",?\s+(\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*(AM|PM)?)?\s*(?:(?:GMT|UTC|Z)?\s*([+-]\d{4})?)?\s*(?:\([^)]*\))?$",
        RegexOptions.CultureInvariant | RegexOptions.ECMAScript | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex WordForm();

    [GeneratedRegex(@"^(?:(\d{4})[/-](\d{1,2})[/-](\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4})),?(?:\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*(AM|PM)?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ECMAScript | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SlashForm();

    public static double Parse(Evaluation e, string text)
    {
        text = text.Trim();
        if (text.Length > 100) return double.NaN;
        e.Work(20);
        var iso = IsoForm().Match(text);
        if (iso.Success) return Iso(e, iso);
        var words = WordForm().Match(text);
        if (words.Success) return Words(e, words);
        var m = SlashForm().Match(text);
        if (!m.Success) return double.NaN;
        var (year, month, day) = m.Groups[1].Success ? (1, 2, 3) : (6, 4, 5);
        return At(e, N(m, year), N(m, month), N(m, day), Hour(m, 7, 10), N(m, 8), N(m, 9), 0, null);
    }

    private static double Iso(Evaluation e, Match m)
    {
        if (m.Groups[1].Value == "-000000") return double.NaN;
        var zone = m.Groups[8].Success ? m.Groups[8].Value : m.Groups[4].Success ? null : "Z";
        var milli = m.Groups[7].Success ? N(m.Groups[7].Value.PadRight(3, '0')[..3]) : 0;
        var (hour, minute, second) = (N(m, 4), N(m, 5), N(m, 6));
        if (hour == 24 && minute + second + milli > 0) return double.NaN;
        return At(e, N(m, 1), m.Groups[2].Success ? N(m, 2) : 1, m.Groups[3].Success ? N(m, 3) : 1, hour, minute, second, milli, zone);
    }

    private static double Words(Evaluation e, Match m)
    {
        var name = m.Groups[1].Success ? m.Groups[1].Value : m.Groups[4].Value;
        var month = Array.FindIndex(Months, known => name.StartsWith(known, StringComparison.OrdinalIgnoreCase)) + 1;
        var day = m.Groups[2].Success ? N(m, 2) : N(m, 3);
        var tail = m.Groups[6].Success ? m.Value[(m.Groups[6].Index - m.Index)..] : m.Value;
        var zone = m.Groups[10].Success ? m.Groups[10].Value
            : tail.Contains("GMT", StringComparison.OrdinalIgnoreCase) || tail.Contains("UTC", StringComparison.OrdinalIgnoreCase)
                || tail.EndsWith('Z') ? "Z" : null;
        return At(e, N(m, 5), month, day, Hour(m, 6, 9), N(m, 7), N(m, 8), 0, zone);
    }

    private static int N(Match match, int group) => match.Groups[group] is { Success: true } part ? N(part.Value) : 0;

    private static int N(string digits) => int.Parse(digits, NumberStyles.AllowLeadingSign, Coerce.Invariant);

    private static int Hour(Match match, int group, int half)
    {
        var hour = N(match, group);
        if (!match.Groups[half].Success) return hour;
        if (hour is 0 or > 12) return 99;
        return hour % 12 + (match.Groups[half].Value.StartsWith("p", StringComparison.OrdinalIgnoreCase) ? 12 : 0);
    }

    private static double At(Evaluation e, int year, int month, int day, int hour, int minute, int second, int milli, string? zone)
    {
        if (month is < 1 or > 12 || day is < 1 or > 31 || hour > 24 || minute > 59 || second > 59) return double.NaN;
        if (hour == 24 && minute + second > 0) return double.NaN;
        var time = Calendar.Time(year, month - 1, day, hour, minute, second, milli);
        if (zone is null) return e.FromLocal(time);
        if (zone == "Z") return time;
        var digits = zone.Replace(":", "", StringComparison.Ordinal);
        var offset = N(digits[1..3]) * 60 + N(digits[3..5]);
        return time - (digits[0] == '-' ? -offset : offset) * 60_000.0;
    }
}
