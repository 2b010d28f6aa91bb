using System.Reactive.Concurrency;
using Microsoft.Extensions.Logging;
using NetDaemon.AppModel;
using NetDaemon.Client;
using NetDaemon.HassModel;

namespace Cer.Apps;

/// <summary>The energy that the town's plants make, from the lifetime counters of their inverters.</summary>
/// <remarks>Modbus, SunSpec and makers' integrations all come as entities. What a generator makes is not what the point injects.</remarks>
[NetDaemonApp(Id = "cer_inverters")]
public sealed class InverterApp(
    IHaContext ha,
    IScheduler scheduler,
    IHomeAssistantApiManager api,
    IHomeAssistantConnection connection,
    IAppConfig<InverterConfig> config,
    IAppConfig<PlatformConfig> platform,
    ILogger<InverterApp> logger,
    IPlatformDoor? door = null)
    : CollectorApp(
        ha,
        scheduler,
        api,
        connection,
        logger,
        platform.Value,
        door,
        "inverters",
        config.Value.Plants.Select(plant => Meter.Of(plant, Quantity.Produced)));
