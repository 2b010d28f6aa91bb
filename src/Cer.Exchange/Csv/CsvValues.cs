using Cer.Domain;

namespace Cer.Exchange.Csv;

/// <summary>Reads the plain values of contract files from bytes.</summary>
internal static class CsvValues
{
    public const string EnergyForm = "kWh: digits with at most six decimals, no sign, up to 10000000";
    public const string PriceForm = "EUR/MWh: digits with at most six decimals, a minus allowed";
    public const string TimeForm = "a time such as 2026-03-29T01:15:00Z or 2026-03-29T02:15+01:00 between 2000 and 2099";
    public const string QuarterForm = "a start on the quarter of an hour, or on the hour for 60 minutes";

    private const int MostWholeDigits = 12;
    private const long LargestEnergy = 10_000_000L * Domain.Energy.Micro;

    /// <summary>Micro-kWh; -1 when the value is empty, -2 when it is no energy.</summary>
    public static long Energy(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return -1;
        return TryMicro(text, out var micro) && micro <= LargestEnergy ? micro : -2;
    }

    /// <summary>A price: false when it is no number; null when empty.</summary>
    public static bool TryPrice(ReadOnlySpan<byte> text, out decimal? price)
    {
        price = null;
        if (text.IsEmpty) return true;
        var negative = text[0] == '-';
        if (!TryMicro(negative ? text[1..] : text, out var micro)) return false;
        price = (negative ? -micro : micro) / 1_000_000m;
        return true;
    }

    /// <summary>Seconds since the Unix epoch; false when it is not a time with an offset.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
        if (text.Length < 17 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':') return false;
        var rest = text[16..];
        var second = 0;
        if (rest[0] == ':')
        {
            if (rest.Length < 4 || !TryDigits(rest[1..3], out second)) return false;
            rest = rest[3..];
        }

        if (!TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month)
            || !TryDigits(text[8..10], out var day)) return false;
        if (!TryDigits(text[11..13], out var hour) || !TryDigits(text[14..16], out var minute)) return false;
        if (year < 1999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour > 23 || minute > 59 || second > 59 || !TryOffset(rest, out var offset)) return false;
        seconds = ((DaysSinceEpoch(year, month, day) * 86400L) + (hour * 3600) + (minute * 60) + second) - offset;
        return seconds >= MarketMonth.CalendarStart * 3600 && seconds < MarketMonth.CalendarEnd * 3600;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text is [(byte)'Z']) return true;
        if (text is not [(byte)'+' or (byte)'-', _, _, (byte)':', _, _]) return false;
        if (!TryDigits(text[1..3], out var hours) || !TryDigits(text[4..6], out var minutes)) return false;
        if (hours > 18 || minutes > 59) return false;
        seconds = ((hours * 3600) + (minutes * 60)) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryMicro(ReadOnlySpan<byte> text, out long micro)
    {
        micro = 0;
        var point = text.IndexOf((byte)'.');
        if ((point < 0 ? text.Length : point) is 0 or > MostWholeDigits || text.Length > MostWholeDigits + 7) return false;
        var value = 0L;
        var decimals = -1;
        foreach (var c in text)
        {
            if (c == '.')
            {
                if (decimals >= 0) return false;
                decimals = 0;
                continue;
            }

            var digit = c - '0';
            if (digit is < 0 or > 9) return false;
            value = (value * 10) + digit;
            if (decimals >= 0) decimals++;
        }

        if (decimals is 0 or > 6) return false;
        for (var i = Math.Max(decimals, 0); i < 6; i++) value *= 10;
        micro = value;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (var c in text)
        {
            var digit = c - '0';
            if (digit is < 0 or > 9) return false;
            number = (number * 10) + digit;
        }

        return true;
    }

    /// <summary>Days from 1970-01-01, by the civil calendar.</summary>
    private static long DaysSinceEpoch(int year, int month, int day)
    {
        var y = month <= 2 ? year - 1 : year;
        var era = y / 400;
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        return (era * 146097L) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719468;
    }
}
