namespace Cer.Settlement.Detecting;

/// <summary>Where doubt begins; each limit with its reason.</summary>
/// <remarks>Our own choices, but for the agreement of totals: 0,002 kWh a quarter is the rounding of two values in Wh.</remarks>
public static class DoubtLimits
{
    /// <summary>A total and its quarters agree within this, per quarter: micro-kWh.</summary>
    public const long TotalPerQuarter = 2_000;

    /// <summary>Device and distributor may differ by this much, micro-kWh: the last digits that either rounds.</summary>
    public const long ClassFloor = 10_000;

    /// <summary>And by this part of the larger value: what a clamp of class 5 may be off.</summary>
    public const decimal ClassPart = 0.05m;

    /// <summary>A plant may give this much above its plate: cold modules, and the edges of clouds.</summary>
    public const decimal PowerMargin = 1.15m;

    /// <summary>What a low-voltage connection carries at the very most, kW: CEI 0-21 goes up to 200.</summary>
    public const decimal LowVoltageKw = 200m;

    /// <summary>A medium-voltage connection of a configuration at the very most, kW: CEI 0-16 up to 10 MW.</summary>
    public const decimal MediumVoltageKw = 10_000m;

    /// <summary>At night an inverter may count this, micro-kWh a quarter: noise of its own electronics.</summary>
    public const long NightFloor = 10_000;

    /// <summary>Quarters of the same value that a plant of the sun may have: an inverter at its limit at noon.</summary>
    public const int FlatSun = 24;

    /// <summary>Quarters of the same value that anything else may have: lamps burn all night, sixteen hours at the most.</summary>
    public const int FlatOther = 96;

    /// <summary>Smaller values repeat by themselves, micro-kWh: a meter counts whole Wh.</summary>
    public const long FlatFloor = 20_000;

    /// <summary>A gap of fewer quarters cannot be told from a load that is switched on.</summary>
    public const int SpikeGap = 2;

    /// <summary>A spike is at least this many times what is usual around the gap.</summary>
    public const int SpikeTimes = 3;

    /// <summary>And twice what follows it, for it stands alone.</summary>
    public const int SpikeAlone = 2;

    /// <summary>Smaller ones are a matter of nobody, micro-kWh.</summary>
    public const long SpikeFloor = 100_000;

    /// <summary>How many known quarters on either side say what is usual.</summary>
    public const int SpikeSide = 8;
}
