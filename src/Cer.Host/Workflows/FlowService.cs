using Cer.Host.Data;
using Cer.Storage.Workflows;
using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Host.Workflows;

/// <summary>The node of workflows inside the server; several servers on one database share the work.</summary>
/// <remarks>
/// Nothing that fails here ends the server: while the database is away it waits. When the server stops, what runs is let go of
/// after its step, and goes on elsewhere or with the next start.
/// </remarks>
internal sealed partial class FlowService(
    HostServices host,
    FlowClock clock,
    IDelivery delivery,
    NpgsqlDataSource db,
    Settings application,
    NodeSettings settings,
    ILogger<FlowService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server answers before workflows begin.
        await Task.Yield();
        await using var measured = await MeasureAsync(stoppingToken);
        if (stoppingToken.IsCancellationRequested) return;
        if (measured is not null) clock.Follow(measured);
        await using var quick = FlowDatabase.Open(application.Connection);
        await using var wakeUp = new WakeUp(db);
        try
        {
            await new WorkflowNode(host, FlowStores.Of(db, wakeUp, quick), delivery, settings, LogNode).RunAsync(stoppingToken);
        }
        finally
        {
            clock.Follow(clock.Own);
        }
    }

    private async Task<DatabaseClock?> MeasureAsync(CancellationToken cancellation)
    {
        if (!clock.FollowsMachine) return null;
        for (var tries = 0; !cancellation.IsCancellationRequested; tries++)
        {
            try
            {
                return await DatabaseClock.OpenAsync(db, clock.Own, cancellation);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                if (tries % 30 == 0) LogAway(DatabaseFault.Reason(failure));
                await Task.Delay(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception)
            {
                // The server stops.
            }
        }

        return null;
    }

    [LoggerMessage(LogLevel.Warning, "{Sentence}")]
    private partial void LogNode(string sentence);

    [LoggerMessage(LogLevel.Error, "Workflows wait for the database ({Reason})")]
    private partial void LogAway(string reason);
}
