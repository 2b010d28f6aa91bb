using System.Reactive.Concurrency;
using Microsoft.Extensions.Logging;
using NetDaemon.AppModel;
using NetDaemon.Client;
using NetDaemon.HassModel;

namespace Cer.Apps;

/// <summary>What the cabinets of the street lighting take from the grid.</summary>
/// <remarks>By day a cabinet's counter stands still for hours: with its power it is known to be alive, and the zeros are measured.</remarks>
[NetDaemonApp(Id = "cer_street_lighting")]
public sealed class StreetLightingApp(
    IHaContext ha,
    IScheduler scheduler,
    IHomeAssistantApiManager api,
    IHomeAssistantConnection connection,
    IAppConfig<StreetLightingConfig> config,
    IAppConfig<PlatformConfig> platform,
    ILogger<StreetLightingApp> logger,
    IPlatformDoor? door = null)
    : CollectorApp(
        ha,
        scheduler,
        api,
        connection,
        logger,
        platform.Value,
        door,
        "street-lighting",
        config.Value.Cabinets.Select(cabinet => Meter.Of(cabinet, Quantity.Withdrawn)));
