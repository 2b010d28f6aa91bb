using Cer.Host.Backup;
using Cer.Host.Data;
using Cer.Operations.Alarms;
using Cer.Operations.Watching;
using Cer.Storage.Alarms;
using Cer.Storage.Workflows;
using Cer.Workflows.Hosting;

namespace Cer.Host.Blocks.Watch;

/// <summary>What the blocks of the watch, the alarms and the watch over workflows need.</summary>
internal static class WatchServices
{
    public static IServiceCollection AddWatch(this IServiceCollection services, Settings settings) => services
        .AddSingleton<IAlarmStore, AlarmStore>()
        .AddSingleton<RaiseAlarms>()
        .AddSingleton<GseFigures>()
        .AddSingleton<DetectAnomalies>()
        .AddSingleton<IFlowWatch, FlowWatch>()
        .AddSingleton(provider => new DueBackup(settings, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IBlocks, WatchBlocks>();
}
