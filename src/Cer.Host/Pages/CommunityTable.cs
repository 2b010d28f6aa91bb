using Cer.Operations.Demo;
using Cer.Operations.Live;
using Cer.Operations.Ports;

namespace Cer.Host.Pages;

/// <summary>What the page shows of a community: its months, what is going on now, and what is wrong.</summary>
/// <param name="Community">The community.</param>
/// <param name="Months">Its settled months.</param>
/// <param name="Live">The provisional share of now.</param>
/// <param name="Alerts">Some of its alerts, those that last first.</param>
/// <param name="Open">How many last.</param>
/// <param name="Gaps">Which quarter hours are missing.</param>
internal sealed record CommunityTable(
    CommunitySummary Community,
    IReadOnlyList<MonthRow> Months,
    LiveShare? Live,
    IReadOnlyList<Alert> Alerts,
    int Open,
    IReadOnlyList<Gap> Gaps)
{
    public const int MostAlerts = 10;

    /// <summary>Whether a run stands on rules that were invented for the demonstration.</summary>
    public bool IsInvented => Months.Any(month => month.RuleIds.Any(DemoRules.IsInvented));
}
