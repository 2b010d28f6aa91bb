using System.Reactive.Concurrency;

namespace Cer.Apps.Tests.Homes;

/// <summary>A scheduler whose clock a test sets ahead; what is planned runs as planned.</summary>
internal sealed class ShiftedScheduler(IScheduler inner) : IScheduler
{
    private long _shift;

    public TimeSpan Shift
    {
        set => Interlocked.Exchange(ref _shift, value.Ticks);
    }

    public DateTimeOffset Now => inner.Now.AddTicks(Interlocked.Read(ref _shift));

    public IDisposable Schedule<TState>(TState state, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, action);

    public IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, dueTime, action);

    public IDisposable Schedule<TState>(TState state, DateTimeOffset dueTime, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, dueTime, action);
}
