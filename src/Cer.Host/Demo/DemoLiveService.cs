using Cer.Operations.Demo;
using NodaTime;
using Npgsql;

namespace Cer.Host.Demo;

/// <summary>Goes on with the invented story while the server runs, where the installation holds it.</summary>
internal sealed partial class DemoLiveService(
    ContinueDemo story, TimeProvider time, ILogger<DemoLiveService> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true) await Task.Delay(await StepAsync(stoppingToken), time, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task<TimeSpan> StepAsync(CancellationToken cancellation)
    {
        try
        {
            if (await story.RunAsync(cancellation) is not { } step) return LongestWait;
            var wait = (step.NextAt - Instant.FromDateTimeOffset(time.GetUtcNow())).ToTimeSpan();
            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait;
        }
        catch (Exception failure) when (
            failure is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
        {
            LogFailed(failure.Message);
            return LongestWait;
        }
    }

    [LoggerMessage(LogLevel.Error, "Could not go on with the invented story ({Reason}); trying again in a minute")]
    private partial void LogFailed(string reason);
}
