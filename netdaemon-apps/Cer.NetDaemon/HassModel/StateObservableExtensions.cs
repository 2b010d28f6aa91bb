using System.Reactive.Concurrency;
using System.Reactive.Linq;
using NetDaemon.HassModel.Entities;

namespace NetDaemon.HassModel;

/// <summary>Durations of states.</summary>
public static class StateObservableExtensions
{
    /// <summary>Lets a stream end without telling, so that what waits for quiet does not take the end for it.</summary>
    public static IObservable<T> IgnoreOnComplete<T>(this IObservable<T> source) =>
        Observable.Create<T>(observer => source.Subscribe(observer.OnNext, observer.OnError));

    /// <summary>Tells a state that has fitted for so long.</summary>
    public static IObservable<StateChange> WhenStateIsFor(
        this IObservable<StateChange> observable, Func<EntityState?, bool> predicate, TimeSpan timeSpan, IScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(observable);
        ArgumentNullException.ThrowIfNull(predicate);
        ArgumentNullException.ThrowIfNull(scheduler);
        return observable.Where(change => predicate(change.Old) != predicate(change.New))
            .IgnoreOnComplete()
            .Throttle(timeSpan, scheduler)
            .Where(change => predicate(change.New));
    }

    /// <summary>Tells a state that has fitted for so long.</summary>
    public static IObservable<StateChange<TEntity, TEntityState>> WhenStateIsFor<TEntity, TEntityState>(
        this IObservable<StateChange<TEntity, TEntityState>> observable,
        Func<TEntityState?, bool> predicate,
        TimeSpan timeSpan,
        IScheduler scheduler)
        where TEntity : Entity
        where TEntityState : EntityState
    {
        ArgumentNullException.ThrowIfNull(observable);
        ArgumentNullException.ThrowIfNull(predicate);
        ArgumentNullException.ThrowIfNull(scheduler);
        return observable.Where(change => predicate(change.Old) != predicate(change.New))
            .IgnoreOnComplete()
            .Throttle(timeSpan, scheduler)
            .Where(change => predicate(change.New));
    }
}
