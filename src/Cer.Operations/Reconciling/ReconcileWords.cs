namespace Cer.Operations.Reconciling;

/// <summary>The words of reconciliation, as the store and the interface write them.</summary>
public static class ReconcileWords
{
    public static IReadOnlyList<string> Items { get; } =
    [
        "injected", "withdrawn", "shared", "incentivised", "tip", "cac", "surplus", "advance_recovered", "fee", "received", "payment_day",
        "tariff_hours",
    ];

    public static IReadOnlyList<string> Causes { get; } =
    [
        "late_data", "unit_code", "missing_pod", "other_pod", "membership_date", "profiled_pod", "price_zone", "power_bracket",
        "area_correction", "exemption_share", "rounding", "fee_netting", "minimum_payout", "advance_not_recovered", "recalculation",
        "late_payment",
    ];

    public static IReadOnlyList<string> Agreements { get; } = ["open", "waiting", "agrees", "differs"];

    public static string Word(this ReconciledItem item) => Items[(int)item];

    public static string Word(this CauseKind kind) => Causes[(int)kind];

    public static string Word(this Agreement agreement) => Agreements[(int)agreement];

    /// <summary>The unit of an item's figures.</summary>
    public static string Unit(this ReconciledItem item) => item switch
    {
        <= ReconciledItem.Incentivised => "kWh",
        ReconciledItem.PaymentDay => "d",
        ReconciledItem.TariffHours => "h",
        _ => "EUR",
    };
}
