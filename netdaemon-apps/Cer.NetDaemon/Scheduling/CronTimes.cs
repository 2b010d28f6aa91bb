using System.Globalization;

namespace NetDaemon.Extensions.Scheduler;

/// <summary>The times that a cron expression names: five fields, or six with seconds.</summary>
/// <remarks>A local time that the spring change leaves out is passed over; of one that comes twice, the first counts.</remarks>
internal sealed class CronTimes
{
    private static readonly (int Low, int High)[] Bounds = [(0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];

    private readonly bool[][] _fields;
    private readonly bool _anyDay;
    private readonly bool _anyWeekday;

    private CronTimes(bool[][] fields, bool anyDay, bool anyWeekday) =>
        (_fields, _anyDay, _anyWeekday) = (fields, anyDay, anyWeekday);

    public static CronTimes Parse(string text, bool hasSeconds)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != (hasSeconds ? 6 : 5)) throw Wrong(text);
        if (!hasSeconds) parts = ["0", .. parts];
        var fields = parts.Select((part, i) => Field(part, Bounds[i].Low, Bounds[i].High, text)).ToArray();
        if (fields[5][7]) fields[5][0] = true;
        return new(fields, parts[3] is "*" or "?", parts[5] is "*" or "?");
    }

    /// <summary>The first time after an instant; null when there is none in four years.</summary>
    public DateTimeOffset? After(DateTimeOffset from, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(from, zone).DateTime;
        var at = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, local.Second).AddSeconds(1);
        var end = at.AddYears(4);
        while (at < end)
        {
            if (!DayFits(at)) at = at.Date.AddDays(1);
            else if (!_fields[2][at.Hour]) at = at.Date.AddHours(at.Hour + 1);
            else if (!_fields[1][at.Minute]) at = at.Date.AddHours(at.Hour).AddMinutes(at.Minute + 1);
            else if (!_fields[0][at.Second]) at = at.AddSeconds(1);
            else if (Instant(at, zone) is { } found && found > from) return found;
            else at = at.AddSeconds(1);
        }

        return null;
    }

    private static DateTimeOffset? Instant(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local)) return null;
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new(local, offset);
    }

    private bool DayFits(DateTime at)
    {
        if (!_fields[4][at.Month]) return false;
        var (day, weekday) = (_fields[3][at.Day], _fields[5][(int)at.DayOfWeek]);
        return _anyDay || _anyWeekday ? day && weekday : day || weekday;
    }

    private static bool[] Field(string text, int low, int high, string whole)
    {
        var field = new bool[high + 1];
        foreach (var part in text.Split(','))
        {
            var halves = part.Split('/');
            var step = halves.Length == 1 ? 1 : Number(halves[1], 1, high, whole);
            var ends = halves[0].Split('-');
            var (from, to) = halves[0] is "*" or "?" ? (low, high)
                : ends.Length == 2 ? (Number(ends[0], low, high, whole), Number(ends[1], low, high, whole))
                : (Number(ends[0], low, high, whole), halves.Length == 1 ? Number(ends[0], low, high, whole) : high);
            for (var i = from; i <= to; i += step) field[i] = true;
        }

        return field;
    }

    private static int Number(string text, int low, int high, string whole) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : throw Wrong(whole);

    private static FormatException Wrong(string text) => new(
        $"found the cron expression '{text}', expected five fields of numbers, *, lists, ranges and steps, or six with seconds");
}
