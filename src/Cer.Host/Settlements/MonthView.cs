using Cer.Domain.Codes;
using Cer.Operations.Demo;
using Cer.Operations.Ports;

namespace Cer.Host.Settlements;

/// <summary>A settled month as the interface tells it: kWh and euro; null is not known.</summary>
internal sealed record MonthView(
    string Month,
    string Status,
    string State,
    IReadOnlyList<string> Reasons,
    decimal InjectedKwh,
    decimal WithdrawnKwh,
    decimal SharedKwh,
    decimal? TipEur,
    decimal? CacEur,
    decimal? SurplusEur,
    long Run,
    string Program,
    string SettledAt,
    IReadOnlyList<string> Rules,
    bool Invented)
{
    public static MonthView From(MonthRow row) => new(
        NodaTime.Text.YearMonthPattern.Iso.Format(row.Settled.Month),
        CodeLists.Statuses.Word(row.Settled.Status),
        StateWord(row.State),
        row.Settled.Reasons,
        row.Settled.Injected.KilowattHours,
        row.Settled.Withdrawn.KilowattHours,
        row.Settled.Shared.KilowattHours,
        row.Settled.Tip?.Eur,
        row.Settled.Cac?.Eur,
        row.Settled.Surplus?.Eur,
        row.RunId,
        row.Program,
        NodaTime.Text.InstantPattern.General.Format(row.When),
        row.RuleIds,
        row.RuleIds.Any(DemoRules.IsInvented));

    private static string StateWord(MonthState state) => state switch
    {
        MonthState.Open => "open",
        MonthState.Provisional => "provisional",
        MonthState.Closed => "closed",
        _ => "reconciled",
    };
}
