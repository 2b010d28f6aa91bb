using System.Data.Common;
using Cer.Host.Data;
using Cer.Operations.Series;

namespace Cer.Host.Series;

/// <summary>Writes what changed to InfluxDB, and looks again every few seconds; waits longer while it is away.</summary>
internal sealed partial class SeriesService(
    ISeriesOutbox outbox, SeriesWay way, TimeProvider time, ILogger<SeriesService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LastingWait = TimeSpan.FromMinutes(15);

    private FeedSeries? _feed;
    private bool _isReady;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = Pause;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                if (!_isReady) await PrepareAsync(stoppingToken);
                if (_feed is null) return;
                if (await FeedAsync(_feed, stoppingToken) is { } away)
                {
                    pause = away.IsLasting ? LastingWait : wait * (0.5 + (Random.Shared.NextDouble() / 2));
                    wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
                }
                else
                {
                    wait = Pause;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Whatever it is, the server goes on.
                if (failure is DbException or TimeoutException) LogStoreAway(DatabaseFault.Reason(failure));
                else LogFault(failure.GetType().Name, failure.StackTrace);
                pause = wait;
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        if (way.Problem is { } problem)
        {
            // Wrong words are mended and the server started again: what waits is kept for then.
            LogAway(problem);
        }
        else if (way.Options is { } options)
        {
            if (await outbox.OpenAsync(options.Target, cancellation)) LogNew(options.Target);
            _feed = SeriesServices.Feed(outbox, options);
        }
        else
        {
            await outbox.CloseAsync(cancellation);
        }

        _isReady = true;
    }

    private async Task<SinkAnswer.Away?> FeedAsync(FeedSeries feed, CancellationToken cancellation)
    {
        while (await feed.RunAsync(cancellation) is { } report)
        {
            if (report.Trouble is null) LogWritten(report.Points, report.Days);
            if (report.Trouble is SinkAnswer.Refused refused) LogRefused(refused.Sentence);
            if (report.Trouble is not SinkAnswer.Away away) continue;
            LogAway(away.Sentence);
            return away;
        }

        return null;
    }

    [LoggerMessage(LogLevel.Information, "Series go to {Target} from now on: everything is written once")]
    private partial void LogNew(string target);

    [LoggerMessage(LogLevel.Information, "Wrote {Points} points of {Days} days of series")]
    private partial void LogWritten(int points, int days);

    [LoggerMessage(LogLevel.Warning, "Days of series were put off: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Warning, "Series wait: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Error, "Series wait for the database ({Reason})")]
    private partial void LogStoreAway(string reason);

    [LoggerMessage(LogLevel.Error, "Writing series met an unforeseen {Kind}; trying again. {Place}")]
    private partial void LogFault(string kind, string? place);
}
