using System.Reactive.Concurrency;
using System.Reactive.Linq;

namespace NetDaemon.Extensions.Scheduler;

/// <summary>What NetDaemon adds to a scheduler.</summary>
public static class SchedulerExtensions
{
    public static IDisposable RunEvery(
        this IScheduler scheduler, TimeSpan period, DateTimeOffset startTime, Action action) =>
        Observable.Timer(startTime, period, scheduler).Subscribe(_ => action());
}
