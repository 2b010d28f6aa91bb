using Cer.Host.Data;
using Cer.Host.Workflows;
using Cer.Operations.Periods;
using Npgsql;

namespace Cer.Host.Serve;

/// <summary>Does due work in the background, one piece after the other; looks again every few seconds.</summary>
/// <remarks>Nothing that fails here ends the server: it waits, longer each time, and tries again.</remarks>
internal sealed partial class PeriodService(
    DoDueWork due, TimeProvider time, ILogger<PeriodService> logger, DueHandOver? handOver = null) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = FirstWait;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await WorkAsync(stoppingToken);
                wait = FirstWait;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Tell(failure);
                pause = wait;
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
            catch (Exception)
            {
                // The server stops, and takes away what the work needs: the next start does it again.
                return;
            }

            try
            {
                await Task.Delay(pause, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Does what is due; what a workflow has taken over is handed to it.</summary>
    private async Task WorkAsync(CancellationToken cancellation)
    {
        var except = handOver is null ? [] : await handOver.TakenAsync(cancellation);
        while (await due.RunAsync(cancellation, except) is { } report) Tell(report);
        if (handOver is not null) await handOver.RunAsync(cancellation);
    }

    private void Tell(WorkReport report)
    {
        var (kind, period, community) = (report.Item.Kind, report.Item.Period, report.Item.Community.Value);
        if (report.Problem is { } problem) LogPutOff(kind, period, community, problem);
        else LogDone(kind, period, community);
    }

    private void Tell(Exception failure)
    {
        var reason = DatabaseFault.Reason(failure);
        if (failure is PostgresException refusal && !DatabaseFault.IsAway(refusal)) LogRefused(reason);
        else if (failure is NpgsqlException or TimeoutException or IOException) LogUnreachable(reason);
        else LogFault(failure.GetType().Name, failure.StackTrace);
    }

    [LoggerMessage(LogLevel.Information, "Made {Kind} of {Period} for community {Community}")]
    private partial void LogDone(string kind, string period, int community);

    [LoggerMessage(LogLevel.Warning, "Put off {Kind} of {Period} for community {Community}: {Problem}")]
    private partial void LogPutOff(string kind, string period, int community, string problem);

    [LoggerMessage(LogLevel.Error, "The database refused ({Reason}); trying again")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Error, "The database cannot be reached ({Reason}); trying again")]
    private partial void LogUnreachable(string reason);

    // Without its message, which may speak of points.
    [LoggerMessage(LogLevel.Error, "The background work met an unforeseen {Kind}; trying again. {Place}")]
    private partial void LogFault(string kind, string? place);
}
