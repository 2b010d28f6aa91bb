using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace NetDaemon.Extensions.Scheduler;

/// <summary>The scheduler of one app: what it has planned ends with it.</summary>
internal sealed class NetDaemonScheduler(IScheduler scheduler) : INetDaemonScheduler, IDisposable
{
    private readonly CompositeDisposable _planned = [];

    public IDisposable RunEvery(TimeSpan period, Action action) =>
        Keep(Observable.Interval(period, scheduler).Subscribe(_ => action()));

    public IDisposable RunEvery(TimeSpan period, DateTimeOffset startTime, Action action) =>
        Keep(Observable.Timer(startTime, period, scheduler).Subscribe(_ => action()));

    public IDisposable RunIn(TimeSpan timespan, Action action) =>
        Keep(Observable.Timer(timespan, scheduler).Subscribe(_ => action()));

    public IDisposable RunAt(DateTimeOffset timeOffset, Action action) =>
        Keep(Observable.Timer(timeOffset, scheduler).Subscribe(_ => action()));

    public void Dispose() => _planned.Dispose();

    private IDisposable Keep(IDisposable one)
    {
        _planned.Add(one);
        return Disposable.Create(() => _planned.Remove(one));
    }
}
