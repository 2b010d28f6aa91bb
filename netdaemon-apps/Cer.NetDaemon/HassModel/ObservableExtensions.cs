using System.Reactive.Linq;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NetDaemon.HassModel;

/// <summary>Subscriptions that outlive a failure of what they call.</summary>
public static partial class ObservableExtensions
{
    /// <summary>One after the other: what takes long holds up what comes next.</summary>
    public static IDisposable SubscribeAsync<T>(
        this IObservable<T> source, Func<T, Task> onNextAsync, Action<Exception>? onError = null) =>
        source.Select(one => Observable.FromAsync(() => CallAsync(onNextAsync, one, onError, null))).Concat().Subscribe();

    /// <summary>One after the other, and failures are written down.</summary>
    public static IDisposable SubscribeAsync<T>(
        this IObservable<T> source, Func<T, Task> onNextAsync, ILogger logger) =>
        source.Select(one => Observable.FromAsync(() => CallAsync(onNextAsync, one, null, logger))).Concat().Subscribe();

    /// <summary>All at once, in no order.</summary>
    public static IDisposable SubscribeAsyncConcurrent<T>(
        this IObservable<T> source, Func<T, Task> onNextAsync, Action<Exception>? onError = null) =>
        source.Select(one => Observable.FromAsync(() => CallAsync(onNextAsync, one, onError, null))).Merge().Subscribe();

    /// <summary>A failure is told, and the next one comes all the same.</summary>
    public static IDisposable SubscribeSafe<T>(
        this IObservable<T> source, Action<T> onNext, Action<Exception>? onError = null) =>
        source.Subscribe(one => Call(onNext, one, onError, null));

    /// <summary>A failure is written down, and the next one comes all the same.</summary>
    public static IDisposable SubscribeSafe<T>(this IObservable<T> source, Action<T> onNext, ILogger logger) =>
        source.Subscribe(one => Call(onNext, one, null, logger));

    private static void Call<T>(Action<T> next, T one, Action<Exception>? failed, ILogger? logger)
    {
        try
        {
            next(one);
        }
        catch (Exception failure)
        {
            Tell(failure, failed, logger);
        }
    }

    private static async Task CallAsync<T>(Func<T, Task> next, T one, Action<Exception>? failed, ILogger? logger)
    {
        try
        {
            await next(one).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Tell(failure, failed, logger);
        }
    }

    private static void Tell(Exception failure, Action<Exception>? failed, ILogger? logger)
    {
        if (failed is not null) failed(failure);
        else LogFailure(logger ?? NullLogger.Instance, failure);
    }

    [LoggerMessage(LogLevel.Error, "What an app does with an event or a state failed")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
