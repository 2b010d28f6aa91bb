using Cer.Operations.Periods;
using Npgsql;

namespace Cer.Host.Serve;

/// <summary>Does due work in the background, one piece after the other; looks again every few seconds.</summary>
internal sealed partial class PeriodService(DoDueWork due, TimeProvider time, ILogger<PeriodService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Pause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await due.RunAsync(stoppingToken) is { } report) Tell(report);
                pause = Pause;
            }
            catch (PostgresException failure) when (!failure.IsTransient)
            {
                LogRefused(failure.SqlState, failure.MessageText);
                pause = LongestPause;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
            {
                LogUnreachable(failure.Message);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
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

    private void Tell(WorkReport report)
    {
        if (report.Problem is { } problem) LogPutOff(report.Item.Kind, report.Item.Period, report.Item.Community.Value, problem);
        else LogDone(report.Item.Kind, report.Item.Period, report.Item.Community.Value);
    }

    [LoggerMessage(LogLevel.Information, "Made {Kind} of {Period} for community {Community}")]
    private partial void LogDone(string kind, string period, int community);

    [LoggerMessage(LogLevel.Warning, "Put off {Kind} of {Period} for community {Community}: {Problem}")]
    private partial void LogPutOff(string kind, string period, int community, string problem);

    [LoggerMessage(LogLevel.Error, "The database refused ({State}: {Reason}); trying again")]
    private partial void LogRefused(string state, string reason);

    [LoggerMessage(LogLevel.Error, "The database cannot be reached ({Reason}); trying again")]
    private partial void LogUnreachable(string reason);
}
