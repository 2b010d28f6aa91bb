using System.Reactive.Concurrency;
using Cer.Apps;
using Cer.Host.Data;
using Cer.Messaging.HomeAssistant;
using Cer.NetDaemon;
using Cer.Operations.Homes;
using Cer.Operations.Intake;
using Cer.Operations.Live;
using Cer.Operations.Ports;

namespace Cer.Host.Homes;

/// <summary>Runs the apps of <c>netdaemon-apps</c> inside the server, on the settings of a folder; of several servers one does.</summary>
/// <remarks>
/// A server that takes over goes on from the state in its own folder. Where that is not the folder of the one before, counters
/// begin with what they show then: what was counted between is a gap, and no energy is made up for it.
/// </remarks>
internal sealed partial class AppsService(
    AppsFiles files,
    IHomeTurn turn,
    ICommunityStore communities,
    TakeRows take,
    RecentShare share,
    AppsPlace place,
    TimeProvider time,
    ILoggerFactory loggers,
    ILogger<AppsService> logger,
    HomeClient? client = null) : BackgroundService
{
    /// <summary>Whose turn it is: not one community's, the apps of a house may tell of each.</summary>
    public static readonly CommunityId House = new(0);

    // So soon another server takes over, and so soon settings that changed are used.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whatever its files hold, the server starts.
        await Task.Yield();
        if (client is null)
        {
            LogMisfit("Found no way to Home Assistant, expected url and token_file in the section home of the settings.");
            return;
        }

        client.Start();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var held = await turn.TryTakeAsync(House, stoppingToken);
                if (held is null && !place.IsElsewhere) LogElsewhere();
                place.IsElsewhere = held is null;
                // New settings are no reason that another server should go on, which may not have them.
                while (held is not null)
                {
                    await RunAsync(held, client, stoppingToken);
                    await Task.Delay(Look, time, stoppingToken);
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogLost(DatabaseFault.Reason(failure));
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>As long as the turn is held, and the settings are what they were.</summary>
    private async Task RunAsync(IHeldTurn held, HomeClient home, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var mark = files.Mark();
        var running = RunAppsAsync(home, over.Token);
        var shown = Show();
        try
        {
            do
            {
                await Task.Delay(Look, time, stopping);
                shown ??= Show();
                await held.CheckAsync(stopping);
            }
            while (files.Mark() == mark);

            LogChanged();
        }
        finally
        {
            await over.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (shown is not null) await shown.DisposeAsync();
        }

        FileStream? Show() => files.Exist ? files.TryHold() : null;
    }

    private async Task RunAppsAsync(HomeClient home, CancellationToken cancellation)
    {
        // A collector without meters forgets those it had: settings that are not there at all take none away.
        if (!files.Exist) return;
        try
        {
            var types = AppHost.AppsOf(typeof(InverterApp).Assembly);
            var settings = files.Read();
            var host = new AppHost(types, settings, new AppsLink(home), TaskPoolScheduler.Default, loggers)
            {
                More = services => AddDoor(services, settings),
            };
            LogStarting(types.Count);
            await host.RunAsync(cancellation);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            LogMisfit(failure.Message);
        }
    }

    private void AddDoor(IServiceCollection services, IConfiguration settings)
    {
        if (!AppsFiles.IsInside(settings)) return;
        var door = new AppsDoor(communities, take, share, AppsFiles.CommunityOf(settings));
        services.AddSingleton<IPlatformDoor>(door).AddSingleton<IPlatformReader>(door);
    }

    [LoggerMessage(LogLevel.Information, "{Count} apps for Home Assistant start when it is there")]
    private partial void LogStarting(int count);

    [LoggerMessage(LogLevel.Information, "Another server runs the apps for Home Assistant; this one takes over when it ends")]
    private partial void LogElsewhere();

    [LoggerMessage(LogLevel.Information, "The settings of the apps for Home Assistant changed: they begin anew")]
    private partial void LogChanged();

    [LoggerMessage(LogLevel.Warning, "The apps for Home Assistant do not run here for now ({Reason}); trying again")]
    private partial void LogLost(string reason);

    [LoggerMessage(LogLevel.Error, "The apps for Home Assistant do not run. {Reason}")]
    private partial void LogMisfit(string reason);
}
