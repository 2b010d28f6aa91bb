namespace Cer.Workflows.Schedules;

/// <summary>A schedule of six fields: second, minute, hour, day of the month, month, day of the week (0 or 7 is Sunday).</summary>
/// <remarks>
/// Five fields begin with the minute. Where the clocks go forward, what falls into the missing hour comes at the first instant
/// after it; where they go back, a time that comes twice is taken once, the first time, unless the hours are a star or a step.
/// </remarks>
public sealed partial class CronSchedule
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly CronField _seconds;
    private readonly CronField _minutes;
    private readonly CronField _hours;
    private readonly CronField _days;
    private readonly CronField _months;
    private readonly CronField _weekdays;
    private readonly bool _lastDay;
    private readonly bool _everyHour;

    private CronSchedule(string[] fields)
    {
        _seconds = CronField.Parse(fields[0], "the second", 0, 59);
        _minutes = CronField.Parse(fields[1], "the minute", 0, 59);
        _hours = CronField.Parse(fields[2], "the hour", 0, 23);
        _lastDay = fields[3] is "L" or "l";
        _days = CronField.Parse(_lastDay ? "*" : fields[3], "the day of the month", 1, 31);
        _months = CronField.Parse(fields[4], "the month", 1, 12, Months);
        _weekdays = CronField.Parse(Sunday().Replace(fields[5], "0"), "the day of the week", 0, 6, Days);
        _everyHour = _hours.IsStar;
    }

    /// <exception cref="FormatException">It is no schedule; one sentence.</exception>
    public static CronSchedule Parse(string text)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length switch
        {
            5 => new(["0", .. fields]),
            6 => new(fields),
            _ => throw new FormatException($"Found {fields.Length} fields in '{text}', expected six: second minute hour "
                + "day month weekday."),
        };
    }

    /// <exception cref="FormatException">There is no such clock.</exception>
    public static TimeZoneInfo Zone(string? name)
    {
        if (string.IsNullOrEmpty(name) || name == "UTC") return TimeZoneInfo.Utc;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new FormatException($"Found the time zone '{name}', expected one such as Europe/Rome.");
    }

    /// <summary>The next time after an instant, in UTC; null when none comes within eight years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        // From an hour before: a wall clock may have been put back just now.
        var candidate = NextLocal(new DateTime(local.Ticks - (local.Ticks % TimeSpan.TicksPerSecond)).AddHours(-1.5));
        DateTimeOffset? again = null;
        while (candidate is { } wall && wall < local.AddYears(8))
        {
            var instants = Instants(wall, zone);
            // While an hour comes twice, later wall times come for the first time before earlier ones come again.
            if (instants.Length > 1 && instants[1] > after) again ??= instants[1];
            if (instants.Length > 0 && instants[0] > after) return again < instants[0] ? again : instants[0];
            candidate = NextLocal(wall.AddSeconds(1));
        }

        return again;
    }

    /// <summary>What a wall time is as instants: none is left out, and few come twice.</summary>
    private DateTimeOffset[] Instants(DateTime wall, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(wall))
        {
            // Every hour goes on as it did: nothing is made up for it.
            if (_everyHour) return [];
            var first = wall;
            while (zone.IsInvalidTime(first)) first = first.AddMinutes(15);
            first = new DateTime(first.Year, first.Month, first.Day, first.Hour, 0, 0);
            return [new DateTimeOffset(first, zone.GetUtcOffset(first)).ToUniversalTime()];
        }

        if (!zone.IsAmbiguousTime(wall)) return [new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime()];
        return
        [
            .. zone.GetAmbiguousTimeOffsets(wall).OrderDescending().Take(_everyHour ? 2 : 1)
                .Select(offset => new DateTimeOffset(wall, offset).ToUniversalTime()),
        ];
    }

    private DateTime? NextLocal(DateTime from)
    {
        var day = from.Date;
        for (var i = 0; i < 366 * 9; i++, day = day.AddDays(1))
        {
            if (!AllowsDay(day)) continue;
            if (NextTime(day, i == 0 ? from.TimeOfDay : TimeSpan.Zero) is { } time) return day + time;
        }

        return null;
    }

    private TimeSpan? NextTime(DateTime day, TimeSpan from)
    {
        for (var hour = _hours.NextFrom(from.Hours); hour is not null; hour = _hours.NextFrom(hour.Value + 1))
        {
            var startMinute = hour == from.Hours ? from.Minutes : 0;
            for (var minute = _minutes.NextFrom(startMinute); minute is not null; minute = _minutes.NextFrom(minute.Value + 1))
            {
                var startSecond = hour == from.Hours && minute == from.Minutes ? from.Seconds : 0;
                if (_seconds.NextFrom(startSecond) is { } second) return new TimeSpan(hour.Value, minute.Value, second);
            }
        }

        return null;
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"(?<![/\d])7(?!\d)")]
    private static partial System.Text.RegularExpressions.Regex Sunday();

    private bool AllowsDay(DateTime day) => _months.Allows(day.Month)
        && (_lastDay ? day.Day == DateTime.DaysInMonth(day.Year, day.Month) : _days.Allows(day.Day))
        && _weekdays.Allows((int)day.DayOfWeek);
}
