using System.Globalization;
using Cer.Domain;
using NodaTime;

namespace Cer.Exchange.Curves;

/// <summary>Reads energies and days as Italian files write them.</summary>
internal static class CurveText
{
    public const string EnergyForm = "kWh as 0 or 1,234: a decimal comma, at most six decimals, less than a million";
    public const string DayForm = "a day as 31/01/2026";
    public const int Bad = -2;

    /// <summary>Micro-kWh; -1 when empty, <see cref="Bad"/> when it is no energy.</summary>
    public static long Energy(ReadOnlySpan<char> text)
    {
        text = text.Trim(' ');
        if (text.IsEmpty) return QuarterLayout.Missing;
        var (whole, digits, decimals) = (0L, 0, -1);
        foreach (var c in text)
        {
            if (c == ',' && decimals < 0 && digits > 0)
            {
                decimals = 0;
                continue;
            }

            if (c is < '0' or > '9') return Bad;
            if (decimals >= 6)
            {
                if (c != '0' || ++decimals > 12) return Bad;
                continue;
            }

            if (decimals >= 0) decimals++;
            else if (++digits > 6) return Bad;
            whole = (whole * 10) + (c - '0');
        }

        if (decimals == 0) return Bad;
        for (var i = Math.Clamp(decimals, 0, 6); i < 6; i++) whole *= 10;
        return whole;
    }

    /// <summary>Reads <c>31/01/2026</c>.</summary>
    public static bool TryDay(ReadOnlySpan<char> text, out LocalDate day)
    {
        day = default;
        text = text.Trim(' ');
        if (text.Length != 10 || text[2] != '/' || text[5] != '/') return false;
        if (!Number(text[..2], out var date) || !Number(text[3..5], out var month) || !Number(text[6..], out var year)) return false;
        return TryDay(year, month, date, out day);
    }

    /// <summary>Reads <c>01/2026</c>, the month of a file.</summary>
    public static bool TryMonth(ReadOnlySpan<char> text, out LocalDate first)
    {
        first = default;
        text = text.Trim();
        return text.Length == 7 && text[2] == '/' && Number(text[..2], out var month) && Number(text[3..], out var year)
            && TryDay(year, month, 1, out first);
    }

    public static bool TryDay(int year, int month, int date, out LocalDate day)
    {
        day = default;
        if (year is <= MarketMonth.FirstYear or >= MarketMonth.LastYear || month is < 1 or > 12 || date < 1) return false;
        if (date > CalendarSystem.Iso.GetDaysInMonth(year, month)) return false;
        day = new(year, month, date);
        return true;
    }

    /// <summary>Reads the start of <c>02:15</c>, <c>02:15:00</c> or <c>02:15-02:30</c> as a quarter of the clock, 0 to
    /// 95; negative when it is none.</summary>
    public static int Quarter(ReadOnlySpan<char> text)
    {
        text = text.Trim(' ');
        var dash = text.IndexOf('-');
        if (dash >= 0) text = text[..dash].TrimEnd(' ');
        if (text.Length == 8 && text.EndsWith(":00", StringComparison.Ordinal)) text = text[..5];
        if (text.Length != 5 || text[2] != ':' || !Number(text[..2], out var hour) || !Number(text[3..], out var minute)) return -1;
        return hour > 23 || minute > 59 || minute % 15 != 0 ? -1 : (hour * 4) + (minute / 15);
    }

    private static bool Number(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
