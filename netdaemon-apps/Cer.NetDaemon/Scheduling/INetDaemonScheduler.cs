namespace NetDaemon.Extensions.Scheduler;

/// <summary>Runs actions later; all are cancelled when the app ends.</summary>
public interface INetDaemonScheduler
{
    IDisposable RunEvery(TimeSpan period, Action action);

    IDisposable RunEvery(TimeSpan period, DateTimeOffset startTime, Action action);

    IDisposable RunIn(TimeSpan timespan, Action action);

    IDisposable RunAt(DateTimeOffset timeOffset, Action action);
}
