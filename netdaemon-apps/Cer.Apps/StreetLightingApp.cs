using System.Reactive.Concurrency;
using Microsoft.Extensions.Logging;
using NetDaemon.AppModel;
using NetDaemon.Client;
using NetDaemon.HassModel;

namespace Cer.Apps;

/// <summary>What the cabinets of the street lighting take from the grid.</summary>
/// <remarks>By day a cabinet's counter stands still for hours: with its power it is known to be alive, and the zeros are measured.</remarks>
[NetDaemonApp(Id = "cer_street_lighting")]
public sealed class StreetLightingApp : IAsyncInitializable, IAsyncDisposable
{
    private readonly Collector _collector;

    public StreetLightingApp(
        IHaContext ha,
        IScheduler scheduler,
        IHomeAssistantApiManager api,
        IHomeAssistantConnection connection,
        IAppConfig<StreetLightingConfig> config,
        IAppConfig<PlatformConfig> platform,
        ILogger<StreetLightingApp> logger,
        IPlatformDoor? door = null) => _collector = new(
            ha,
            scheduler,
            new HistoryReader(api, connection),
            logger,
            "street-lighting",
            config.Value.Cabinets.Select(cabinet => Meter.Of(cabinet, Quantity.Withdrawn)),
            platform.Value,
            door);

    public Task InitializeAsync(CancellationToken cancellationToken) => _collector.StartAsync(cancellationToken);

    public ValueTask DisposeAsync() => _collector.DisposeAsync();
}
