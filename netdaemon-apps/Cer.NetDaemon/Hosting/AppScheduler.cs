using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Microsoft.Extensions.Logging;

namespace Cer.NetDaemon;

/// <summary>The scheduler of one app: failures are written down, and after its end nothing runs any more.</summary>
internal sealed partial class AppScheduler(IScheduler inner, ILogger<AppScheduler> logger) : IScheduler, IDisposable
{
    private volatile bool _ended;

    public DateTimeOffset Now => inner.Now;

    public IDisposable Schedule<TState>(TState state, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, (_, its) => Run(its, action));

    public IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, dueTime, (_, its) => Run(its, action));

    public IDisposable Schedule<TState>(TState state, DateTimeOffset dueTime, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, dueTime, (_, its) => Run(its, action));

    public void Dispose() => _ended = true;

    private IDisposable Run<TState>(TState state, Func<IScheduler, TState, IDisposable> action)
    {
        if (_ended) return Disposable.Empty;
        try
        {
            return action(this, state);
        }
        catch (Exception failure)
        {
            LogFailed(failure);
            return Disposable.Empty;
        }
    }

    [LoggerMessage(LogLevel.Error, "What an app had planned failed")]
    private partial void LogFailed(Exception failure);
}
