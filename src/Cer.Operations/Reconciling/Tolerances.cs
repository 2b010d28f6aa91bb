namespace Cer.Operations.Reconciling;

/// <summary>How far two figures may be apart and still agree.</summary>
/// <param name="Eur">Euro, each line: regulation 8.1 and Q10.</param>
/// <param name="Kwh">Kilowatt-hours, each line: GSE may write fewer decimals.</param>
/// <param name="Days">Days after the payment day: a credit may take some to be seen.</param>
public sealed record Tolerances(decimal Eur, decimal Kwh, int Days)
{
    public const decimal MostEur = 100m;
    public const decimal MostKwh = 1000m;
    public const int MostDays = 60;

    public static Tolerances Default { get; } = new(0.01m, 0.01m, 5);

    /// <summary>What is wrong with them, as a sentence; null when nothing is.</summary>
    public string? Problem =>
        Eur is < 0 or > MostEur ? $"Found another tolerance of euro, expected 0 to {MostEur}."
        : Kwh is < 0 or > MostKwh ? $"Found another tolerance of kWh, expected 0 to {MostKwh}."
        : Days is < 0 or > MostDays ? $"Found another tolerance of days, expected 0 to {MostDays}."
        : null;

    public decimal Of(ReconciledItem item) => item switch
    {
        <= ReconciledItem.Incentivised => Kwh,
        ReconciledItem.PaymentDay => Days,
        _ => Eur,
    };
}
