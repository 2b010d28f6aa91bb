using System.Reactive.Concurrency;
using Microsoft.Extensions.Logging;
using NetDaemon.AppModel;
using NetDaemon.Client;
using NetDaemon.HassModel;

namespace Cer.Apps;

/// <summary>What the apps that read counters have in common: a collector that begins and ends with them.</summary>
/// <remarks>What NetDaemon gives an app it gives its constructor alone; so each names it, and hands it on.</remarks>
public abstract class CollectorApp(
    IHaContext ha,
    IScheduler scheduler,
    IHomeAssistantApiManager api,
    IHomeAssistantConnection connection,
    ILogger logger,
    PlatformConfig platform,
    IPlatformDoor? door,
    string name,
    IEnumerable<Meter> meters) : IAsyncInitializable, IAsyncDisposable
{
    private readonly Collector _collector =
        new(ha, scheduler, new HistoryReader(api, connection), logger, name, meters, platform, door, new CoreState(api));

    public Task InitializeAsync(CancellationToken cancellationToken) => _collector.StartAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _collector.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
