using Cer.Workflows.Activities;

namespace Cer.Host.Blocks.Money;

/// <summary>The blocks of settlement and money.</summary>
internal sealed class MoneyBlocks(IServiceProvider services) : IBlocks
{
    public IEnumerable<Activity> All =>
    [
        new AggregateHourBlock(services),
        new SharedEnergyBlock(services),
        new SettleMonthBlock(services),
        new CloseMonthBlock(services),
        new MonthlyReportBlock(services),
        new SendReportBlock(services),
        new DistributeIncentivesBlock(services),
        new DraftPayoutBlock(services),
        new AwaitPayoutBlock(services),
        new CompareGseBlock(services),
    ];
}
