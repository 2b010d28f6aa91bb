using System.Globalization;
using System.Text;

namespace Cer.Workflows.Expressions.Liquid;

/// <summary>The date filter: strftime's letters.</summary>
internal static class LiquidDates
{
    private static readonly DateTimeFormatInfo Names = CultureInfo.InvariantCulture.DateTimeFormat;

    public static object? Date(LiquidRun run, object? value, string format)
    {
        if (value is null or "" || format.Length == 0) return value;
        if (format.Length > 1000) throw new ExpressionException("The format of the date is longer than 1000 characters.");
        var date = value switch
        {
            DateTimeOffset given => (DateTimeOffset?)given,
            DateTime given => Values.ValueConversion.Instant(given),
            "now" or "today" => run.Now(),
            string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) =>
                FromUnix(seconds),
            string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
                out var read) => read,
            _ when LiquidValues.IsNumber(value) => FromUnix(LiquidValues.Number(value)),
            _ => null,
        };
        return date is { } found ? Format(found, format) : value;
    }

    private static DateTimeOffset? FromUnix(decimal seconds) =>
        Math.Abs(seconds) < 62_000_000_000m ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;

    public static string Format(DateTimeOffset date, string format)
    {
        var made = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 >= format.Length)
            {
                made.Append(format[i]);
                continue;
            }
            var start = i++;
            var flag = format[i] is '-' or '_' or '0' or '^' && i + 1 < format.Length ? format[i++] : ' ';
            if (format[i] == ':' && i + 1 < format.Length && format[i + 1] == 'z')
            {
                made.Append(Offset(date, ":"));
                i++;
                continue;
            }
            var part = Part(date, format[i]);
            if (part is null) made.Append(format, start, i - start + 1);
            else if (flag == '-') made.Append(part.TrimStart('0', ' ') is { Length: > 0 } bare ? bare : "0");
            else if (flag == '_') made.Append(part.TrimStart('0').PadLeft(part.Length));
            else if (flag == '0') made.Append(part.TrimStart(' ').PadLeft(part.Length, '0'));
            else made.Append(flag == '^' ? part.ToUpperInvariant() : part);
        }
        return made.ToString();
    }

    private static string Offset(DateTimeOffset date, string between) =>
        $"{(date.Offset < TimeSpan.Zero ? "-" : "+")}{date.Offset.Duration().Hours:00}{between}{date.Offset.Duration().Minutes:00}";

    private static string N(int number, int width = 2, char fill = '0') =>
        number.ToString(CultureInfo.InvariantCulture).PadLeft(width, fill);

    private static string? Part(DateTimeOffset d, char letter) => letter switch
    {
        'a' => Names.GetAbbreviatedDayName(d.DayOfWeek),
        'A' => Names.GetDayName(d.DayOfWeek),
        'b' or 'h' => Names.GetAbbreviatedMonthName(d.Month),
        'B' => Names.GetMonthName(d.Month),
        'c' => Format(d, "%a %b %e %H:%M:%S %Y"),
        'C' => N(d.Year / 100),
        'd' => N(d.Day),
        'D' or 'x' => Format(d, "%m/%d/%y"),
        'e' => N(d.Day, 2, ' '),
        'F' => Format(d, "%Y-%m-%d"),
        'H' => N(d.Hour),
        'I' => N((d.Hour + 11) % 12 + 1),
        'j' => N(d.DayOfYear, 3),
        'k' => N(d.Hour, 2, ' '),
        'l' => N((d.Hour + 11) % 12 + 1, 2, ' '),
        'L' => N(d.Millisecond, 3),
        'm' => N(d.Month),
        'M' => N(d.Minute),
        'n' => "\n",
        'N' => N(d.Millisecond, 3) + "000000",
        'p' => d.Hour < 12 ? "AM" : "PM",
        'P' => d.Hour < 12 ? "am" : "pm",
        'r' => Format(d, "%I:%M:%S %p"),
        'R' => Format(d, "%H:%M"),
        's' => d.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        'S' => N(d.Second),
        't' => "\t",
        'T' or 'X' => Format(d, "%H:%M:%S"),
        'u' => N(d.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)d.DayOfWeek, 1),
        'U' => N((d.DayOfYear + 6 - (int)d.DayOfWeek) / 7),
        'V' => N(ISOWeek.GetWeekOfYear(d.DateTime)),
        'G' => N(ISOWeek.GetYear(d.DateTime), 4),
        'w' => N((int)d.DayOfWeek, 1),
        'W' => N((d.DayOfYear + 6 - ((int)d.DayOfWeek + 6) % 7) / 7),
        'y' => N(d.Year % 100),
        'Y' => N(d.Year, 4),
        'z' => Offset(d, ""),
        'Z' => d.Offset == TimeSpan.Zero ? "UTC" : Offset(d, ""),
        '%' => "%",
        _ => null,
    };
}
