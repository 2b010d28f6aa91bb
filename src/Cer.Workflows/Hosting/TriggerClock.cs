using System.Globalization;
using Cer.Workflows.Schedules;

namespace Cer.Workflows.Hosting;

/// <summary>When triggers are due. The next time is counted from the scheduled one, never from when it was noticed.</summary>
public static class TriggerClock
{
    private const int MostAtOnce = 500;

    /// <summary>The first time after an instant; null when there is none.</summary>
    public static DateTimeOffset? After(Trigger trigger, DateTimeOffset at) => trigger.Kind switch
    {
        "Cron" => CronSchedule.Parse(trigger.Schedule).Next(at, CronSchedule.Zone(trigger.TimeZone)),
        "Timer" => at + TimeSpan.ParseExact(trigger.Schedule, "c", CultureInfo.InvariantCulture),
        "StartAt" when Instant(trigger) is var due && due > at => due,
        _ => null,
    };

    /// <summary>Which of the times that are due are to be fired now, and which time comes next.</summary>
    public static (IReadOnlyList<DateTimeOffset> Fire, DateTimeOffset? Next) Due(Trigger trigger, DateTimeOffset now, TimeSpan onTime)
    {
        List<DateTimeOffset> due = [];
        var most = trigger.Misfire == "all" ? (trigger.Overlap == "none" ? 1 : MostAtOnce) : int.MaxValue;
        var next = trigger.NextDue;
        while (next <= now && due.Count < most)
        {
            due.Add(next.Value);
            if (due.Count > MostAtOnce && most == int.MaxValue) due.RemoveAt(0);
            next = trigger.Kind == "Timer" && most == int.MaxValue ? Skipped(trigger, next.Value, now) : After(trigger, next.Value);
        }

        return (trigger.Misfire switch
        {
            "all" => due,
            "skip" => [.. due.Where(at => now - at <= onTime).TakeLast(1)],
            _ => [.. due.TakeLast(1)],
        }, next);
    }

    /// <summary>The last time of an interval that is not past, or the one after it: without a walk through all between.</summary>
    private static DateTimeOffset Skipped(Trigger trigger, DateTimeOffset from, DateTimeOffset now)
    {
        var interval = TimeSpan.ParseExact(trigger.Schedule, "c", CultureInfo.InvariantCulture);
        var whole = (now - from).Ticks / interval.Ticks;
        return whole > 1 ? from + (interval * whole) : from + interval;
    }

    private static DateTimeOffset Instant(Trigger trigger) =>
        DateTimeOffset.Parse(trigger.Schedule, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
