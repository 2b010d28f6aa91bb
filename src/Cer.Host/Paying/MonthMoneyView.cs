using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Host.Viewing;
using Cer.Operations.Paying;
using Cer.Settlement.Payments;

namespace Cer.Host.Paying;

/// <summary>A month's money: euro; null is not known.</summary>
internal sealed record MonthMoneyView(
    string Month,
    string? Status,
    DatesView Dates,
    decimal? TipEur,
    decimal? SurplusEur,
    decimal? CacEur,
    decimal? AccruedEur,
    decimal AdvanceTipEur,
    decimal? AdvanceCacEur,
    decimal AdvanceEur,
    decimal? BalanceEur,
    bool BalancePublished,
    decimal? AdvisedEur,
    decimal? AdvisedFeesEur,
    decimal? ReceivedEur,
    decimal? AdvisedLessAccruedEur,
    decimal? ReceivedLessAdvisedEur,
    bool AdvisedByStatement,
    MonthMoneyView.UnitView[] Units)
{
    public static IReadOnlyList<CsvColumn<MonthMoneyView>> Columns { get; } =
    [
        new("Mese di energia", row => row.Month),
        new("Esito", row => row.Status),
        new("Tariffa senza eccedenza (EUR)", row => row.TipEur),
        new("Eccedenza (EUR)", row => row.SurplusEur),
        new("Contributo ARERA (EUR)", row => row.CacEur),
        new("Acconto (EUR)", row => row.AdvanceEur),
        new("Acconto pagato il", row => row.Dates.AdvancePaidOn),
        new("Conguaglio (EUR)", row => row.BalanceEur),
        new("Conguaglio pagato il", row => row.Dates.BalancePaidOn),
        new("Maturato (EUR)", row => row.AccruedEur),
        new("Comunicato dal GSE (EUR)", row => row.AdvisedEur),
        new("Oneri comunicati (EUR)", row => row.AdvisedFeesEur),
        new("Incassato (EUR)", row => row.ReceivedEur),
        new("Comunicato meno maturato (EUR)", row => row.AdvisedLessAccruedEur),
        new("Incassato meno comunicato (EUR)", row => row.ReceivedLessAdvisedEur),
    ];

    public static MonthMoneyView Of(MonthMoney money)
    {
        var month = money.Expected;
        return new(
            month.Month.ToString(),
            month.Status is { } status ? CodeLists.Statuses.Word(status) : null,
            DatesView.Of(month.Dates),
            (month.DuePremium - (month.Surplus ?? Money.Zero))?.Eur,
            month.Surplus?.Eur,
            month.DueCac?.Eur,
            money.Accrued?.Eur,
            month.AdvancePremium.Eur,
            month.AdvanceCac?.Eur,
            month.Advance.Eur,
            month.Balance?.Eur,
            month.IsPublished,
            money.Advised?.Eur,
            money.AdvisedFees?.Eur,
            money.Received?.Eur,
            money.AdvisedLessAccrued?.Eur,
            money.ReceivedLessAdvised?.Eur,
            money.IsByStatement,
            [.. month.Units.Select(UnitView.Of)]);
    }

    /// <summary>A unit's due and advance; its tariff contains its part of the surplus.</summary>
    internal sealed record UnitView(
        string Unit,
        string Plant,
        decimal? TipEur,
        decimal? CacEur,
        decimal AdvanceTipEur,
        decimal? AdvanceCacEur,
        decimal? BalanceTipEur,
        decimal? BalanceCacEur)
    {
        public static UnitView Of(UnitBalance unit) => new(
            unit.Unit,
            unit.Plant,
            unit.DuePremium?.Eur,
            unit.DueCac?.Eur,
            unit.AdvancePremium.Eur,
            unit.AdvanceCac?.Eur,
            unit.BalancePremium?.Eur,
            unit.BalanceCac?.Eur);
    }
}
