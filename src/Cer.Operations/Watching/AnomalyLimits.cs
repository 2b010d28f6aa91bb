namespace Cer.Operations.Watching;

/// <summary>Where an anomaly begins: our own choices, to be set by who draws the workflow.</summary>
public sealed record AnomalyLimits
{
    /// <summary>How many whole days, up to yesterday, are looked at.</summary>
    public int Days { get; init; } = 3;

    /// <summary>How many days before them say what is usual.</summary>
    public int HistoryDays { get; init; } = 28;

    /// <summary>Percent of the expected production below which a unit is weak.</summary>
    public decimal ProductionPercent { get; init; } = 50;

    /// <summary>How many times the usual a consumption may be.</summary>
    public decimal ConsumptionTimes { get; init; } = 2.5m;

    /// <summary>Percent of the usual below which a consumption is too low.</summary>
    public decimal ConsumptionPercent { get; init; } = 20;

    /// <summary>kWh of difference that are worth a word, of production and of consumption.</summary>
    public decimal LeastKwh { get; init; } = 5;

    /// <summary>Percentage points by which the self-consumption may fall.</summary>
    public decimal SelfConsumptionPoints { get; init; } = 15;

    /// <summary>Hours of a series that may lack.</summary>
    public int MissingHours { get; init; } = 24;

    /// <summary>How many hours late a value may come.</summary>
    public int LateHours { get; init; } = 24;

    /// <summary>Percent of our amount by which GSE's may differ.</summary>
    public decimal GsePercent { get; init; } = 1;

    /// <summary>Euro by which they may differ, however small they are.</summary>
    public decimal LeastEuro { get; init; } = 1;

    /// <summary>What is wrong with them, as a sentence; null when nothing is.</summary>
    public string? Problem =>
        Days is < 1 or > 31 ? $"Found {Days} days to look at, expected 1 to 31."
        : HistoryDays is < 7 or > 370 ? $"Found {HistoryDays} days of history, expected 7 to 370."
        : ProductionPercent is <= 0 or > 100 || ConsumptionPercent is < 0 or > 100
            ? "Found a percentage out of its bounds, expected 0 to 100."
        : ConsumptionTimes is < 1 or > 1000 ? "Found a multiple of the usual consumption out of its bounds, expected 1 to 1000."
        : LeastKwh is < 0 or > 1_000_000 ? "Found an amount of energy out of its bounds, expected 0 to 1000000 kWh."
        : SelfConsumptionPoints is <= 0 or > 100 ? "Found percentage points out of their bounds, expected up to 100."
        : MissingHours is < 1 or > 1000 || LateHours is < 0 or > 1000 ? "Found hours out of their bounds, expected 0 to 1000."
        : GsePercent is < 0 or > 100 || LeastEuro is < 0 or > 1_000_000
            ? "Found a tolerance out of its bounds, expected 0 to 100 percent and 0 to 1000000 EUR."
        : null;
}
