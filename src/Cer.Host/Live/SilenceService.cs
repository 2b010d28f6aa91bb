using Cer.Operations.Live;
using Cer.Operations.Ports;

namespace Cer.Host.Live;

/// <summary>Looks every minute for devices that fell silent or speak again.</summary>
internal sealed partial class SilenceService(
    ICommunityStore communities, WatchDevices watch, TimeProvider time, ILogger<SilenceService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var everyMinute = new PeriodicTimer(Pause, time);
        try
        {
            do await LookAsync(stoppingToken);
            while (await everyMinute.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var community in await communities.ListAsync(cancellation))
            {
                var (raised, resolved) = await watch.RunAsync(community.Id, cancellation);
                if (raised + resolved > 0) LogSeen(raised, resolved, community.Id.Value);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever it is, the server goes on.
            LogFailed(failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Raised} devices fell silent, {Resolved} speak again in community {Community}")]
    private partial void LogSeen(int raised, int resolved, int community);

    [LoggerMessage(LogLevel.Error, "Could not look for silent devices ({Reason}); trying again")]
    private partial void LogFailed(string reason);
}
