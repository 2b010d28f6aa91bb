namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>A date that a script made and may change.</summary>
/// <param name="time">Milliseconds from 1970 on, UTC; NaN when it is not a date.</param>
internal sealed class DateValue(double time)
{
    public double Time { get; set; } = Clip(time);

    public bool Valid => !double.IsNaN(Time);

    public static double TimeOf(DateTimeOffset date) => date.ToUnixTimeMilliseconds();

    /// <summary>TimeClip of ECMA-262: 100 million days around 1970.</summary>
    public static double Clip(double time) => Math.Abs(time) <= 8.64e15 ? Math.Truncate(time) + 0.0 : double.NaN;

    /// <summary>A DateTime of UTC, as dates of scripts arrive in Elsa too.</summary>
    public DateTime? ToHost() => Time is >= -62135596800000 and <= 253402300799999
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)Time).UtcDateTime : null;
}

/// <summary>The arithmetic of days, for all years that ECMAScript knows.</summary>
internal static class Calendar
{
    public const double Day = 86_400_000;

    /// <summary>Year, month (from 0), day, hour, minute, second, millisecond, day of the week (0 is Sunday).</summary>
    public static int[] Parts(double time)
    {
        var days = (long)Math.Floor(time / Day);
        var rest = (long)(time - days * Day);
        var z = days + 719468;
        var era = (z >= 0 ? z : z - 146096) / 146097;
        var ofEra = z - era * 146097;
        var year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
        var ofYear = ofEra - (365 * year + year / 4 - year / 100);
        var month = (5 * ofYear + 2) / 153;
        var day = ofYear - (153 * month + 2) / 5 + 1;
        month += month < 10 ? 3 : -9;
        return
        [
            (int)(year + era * 400 + (month <= 2 ? 1 : 0)), (int)month - 1, (int)day, (int)(rest / 3_600_000), (int)(rest / 60_000 % 60),
            (int)(rest / 1000 % 60), (int)(rest % 1000), (int)(((days + 4) % 7 + 7) % 7),
        ];
    }

    /// <summary>MakeDate of ECMA-262: months and days may lie outside their range.</summary>
    public static double Time(double year, double month, double day, double hour, double minute, double second, double milli)
    {
        var sum = year + month + day + hour + minute + second + milli;
        if (!double.IsFinite(sum) || Math.Abs(year) > 400_000 || Math.Abs(month) > 4_000_000) return double.NaN;
        (year, month, day) = (Math.Truncate(year), Math.Truncate(month), Math.Truncate(day));
        var y = (long)(year + Math.Floor(month / 12));
        var m = (long)(month - Math.Floor(month / 12) * 12) + 1;
        if (m <= 2) y--;
        var era = (y >= 0 ? y : y - 399) / 400;
        var ofEra = y - era * 400;
        var ofYear = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5;
        var days = era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719468;
        return (days + day - 1) * Day + Math.Truncate(hour) * 3_600_000 + Math.Truncate(minute) * 60_000
            + Math.Truncate(second) * 1000 + Math.Truncate(milli);
    }
}
