using System.Reactive.Concurrency;
using Microsoft.Extensions.Logging;
using NetDaemon.AppModel;
using NetDaemon.Client;
using NetDaemon.HassModel;

namespace Cer.Apps;

/// <summary>What schools, the town hall, the gym and the library take from the grid and give to it.</summary>
[NetDaemonApp(Id = "cer_buildings")]
public sealed class BuildingsApp(
    IHaContext ha,
    IScheduler scheduler,
    IHomeAssistantApiManager api,
    IHomeAssistantConnection connection,
    IAppConfig<BuildingsConfig> config,
    IAppConfig<PlatformConfig> platform,
    ILogger<BuildingsApp> logger,
    IPlatformDoor? door = null)
    : CollectorApp(
        ha,
        scheduler,
        api,
        connection,
        logger,
        platform.Value,
        door,
        "buildings",
        config.Value.Buildings.SelectMany(building => building.Meters()));
