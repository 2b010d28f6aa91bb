using System.Reactive.Concurrency;
using Microsoft.Extensions.Logging;
using NetDaemon.AppModel;
using NetDaemon.Client;
using NetDaemon.HassModel;

namespace Cer.Apps;

/// <summary>What Chain2Gate, Sinapsi Alfa and Shelly devices that Home Assistant knows read of the points' meters.</summary>
/// <remarks>Where such a device speaks with the platform by itself, that is the better way: do not name it here as well.</remarks>
[NetDaemonApp(Id = "cer_chain2")]
public sealed class Chain2App(
    IHaContext ha,
    IScheduler scheduler,
    IHomeAssistantApiManager api,
    IHomeAssistantConnection connection,
    IAppConfig<Chain2Config> config,
    IAppConfig<PlatformConfig> platform,
    ILogger<Chain2App> logger,
    IPlatformDoor? door = null)
    : CollectorApp(
        ha,
        scheduler,
        api,
        connection,
        logger,
        platform.Value,
        door,
        "chain2",
        config.Value.Meters.SelectMany(meter => meter.Meters()));
