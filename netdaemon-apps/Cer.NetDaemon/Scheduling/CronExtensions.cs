using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace NetDaemon.Extensions.Scheduler;

/// <summary>Runs actions at the times of a cron expression.</summary>
public static class CronExtensions
{
    /// <summary>Runs the action at the times that the expression names, by the local clock.</summary>
    public static IDisposable ScheduleCron(this IScheduler scheduler, string cron, Action action, bool hasSeconds = false)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        var times = CronTimes.Parse(cron, hasSeconds);
        var waiting = new SerialDisposable();
        Wait(scheduler.Now);
        return waiting;

        void Wait(DateTimeOffset from)
        {
            if (times.After(from, TimeZoneInfo.Local) is not { } next) return;
            waiting.Disposable = scheduler.Schedule(next, () =>
            {
                try
                {
                    action();
                }
                finally
                {
                    Wait(next);
                }
            });
        }
    }
}
