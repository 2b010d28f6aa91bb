using System.Reactive.Concurrency;
using Microsoft.Extensions.Logging;
using NetDaemon.AppModel;
using NetDaemon.Client;
using NetDaemon.HassModel;

namespace Cer.Apps;

/// <summary>What schools, the town hall, the gym and the library take from the grid and give to it.</summary>
[NetDaemonApp(Id = "cer_buildings")]
public sealed class BuildingsApp : IAsyncInitializable, IAsyncDisposable
{
    private readonly Collector _collector;

    public BuildingsApp(
        IHaContext ha,
        IScheduler scheduler,
        IHomeAssistantApiManager api,
        IHomeAssistantConnection connection,
        IAppConfig<BuildingsConfig> config,
        IAppConfig<PlatformConfig> platform,
        ILogger<BuildingsApp> logger,
        IPlatformDoor? door = null) => _collector = new(
            ha,
            scheduler,
            new HistoryReader(api, connection),
            logger,
            "buildings",
            config.Value.Buildings.SelectMany(building => building.Meters()),
            platform.Value,
            door);

    public Task InitializeAsync(CancellationToken cancellationToken) => _collector.StartAsync(cancellationToken);

    public ValueTask DisposeAsync() => _collector.DisposeAsync();
}
