using Cer.Operations.Viewing;

namespace Cer.Host.Viewing.Today;

/// <summary>A day in sums: kWh, and what it may be worth; null is not known.</summary>
internal record TotalsView
{
    protected TotalsView(EnergyTotals totals, EstimatedEuro euro)
    {
        ProducedKwh = totals.Produced?.KilowattHours;
        SelfKwh = totals.Self?.KilowattHours;
        InjectedKwh = totals.Injected?.KilowattHours;
        WithdrawnKwh = totals.Withdrawn?.KilowattHours;
        SharedKwh = totals.Shared?.KilowattHours;
        GridKwh = totals.Grid?.KilowattHours;
        ConsumedKwh = totals.Consumed?.KilowattHours;
        CompletenessPercent = totals.Completeness;
        EstimatedEur = EuroView.Of(euro);
    }

    public decimal? ProducedKwh { get; }

    public decimal? SelfKwh { get; }

    public decimal? InjectedKwh { get; }

    public decimal? WithdrawnKwh { get; }

    public decimal? SharedKwh { get; }

    public decimal? GridKwh { get; }

    public decimal? ConsumedKwh { get; }

    public int? CompletenessPercent { get; }

    public EuroView EstimatedEur { get; }

    public static TotalsView Of(EnergyTotals totals, EstimatedEuro euro) => new(totals, euro);

    /// <summary>Euro of a day, always provisional; reason says why one is null.</summary>
    internal sealed record EuroView(decimal? Tip, decimal? Cac, decimal? Total, bool Provisional, string? Reason)
    {
        public static EuroView Of(EstimatedEuro euro) =>
            new(euro.Tip?.Eur, euro.Cac?.Eur, euro.Total?.Eur, true, euro.Reason);
    }
}
