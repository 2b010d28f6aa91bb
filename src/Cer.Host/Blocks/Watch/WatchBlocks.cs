using Cer.Host.Backup;
using Cer.Host.Market;
using Cer.Host.Series;
using Cer.Operations.Alarms;
using Cer.Operations.Market;
using Cer.Operations.Series;
using Cer.Operations.Watching;
using Cer.Workflows.Activities;

namespace Cer.Host.Blocks.Watch;

/// <summary>The blocks that look after the community's energy and the installation: anomalies, alarms, prices, series, backup.</summary>
internal sealed class WatchBlocks(IServiceProvider services) : IBlocks
{
    public IEnumerable<Activity> All =>
    [
        new DetectAnomaliesActivity(Later<DetectAnomalies>()),
        new RaiseAlertActivity(Later<RaiseAlarms>()),
        new ResolveAlertActivity(Later<IAlarmStore>()),
        new AcknowledgeAlertActivity(Later<IAlarmStore>()),
        new ImportPricesActivity(services.GetRequiredService<MarketState>(), Later<FillPriceGaps>()),
        new WriteToInfluxActivity(services.GetRequiredService<SeriesWay>(), Later<ISeriesOutbox>()),
        new BackupNowActivity(services.GetRequiredService<DueBackup>()),
    ];

    /// <summary>The catalogue is also asked for where nothing will be run.</summary>
    private Lazy<T> Later<T>()
        where T : notnull => new(services.GetRequiredService<T>);
}
