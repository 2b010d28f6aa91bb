using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>How much one message may hold, so that no input takes unbounded memory or time.</summary>
/// <remarks>Our own choices: the protocol gives none.</remarks>
public static class UrbanDatasetLimits
{
    public const int BodyBytes = 4 * 1024 * 1024;
    public const int Lines = 10_000;
    public const int PropertiesPerLine = 100;
    public const int TextCharacters = 2_000;
    public const int DeviceCharacters = 100;
    public const int Definitions = 1_000;
    public const int Depth = 12;

    /// <summary>How far ahead of our clock a sender's may run.</summary>
    public static readonly Duration ClockTolerance = Duration.FromMinutes(5);

    /// <summary>More power than this (a GW), or reactive energy in a quarter (a Gvarh), is a fault of the sender.</summary>
    public const long SideMicro = 1_000_000_000_000;

    public const int SerialCharacters = 100;

    /// <summary>There were no energy communities before: an older time is a clock that lost its battery.</summary>
    public static readonly Instant Oldest = Instant.FromUtc(2019, 1, 1, 0, 0);

    /// <summary>What a totalizer may differ from the sum of its quarters, per quarter: 0.002 kWh of rounding.</summary>
    public static readonly long ToleranceMicroKilowattHours = 2_000;

    /// <summary>No total rises faster beyond what its quarters tell: 1 MW, the most that a plant of a community may have.</summary>
    public const long JumpMicroKilowattHours = 250_000_000;

    /// <summary>So many totals in a row that agree among themselves are believed against the one before them.</summary>
    public const int AgreeingTotals = 4;

    /// <summary>More energy than this in one quarter (a GWh) is a fault, whatever the meter.</summary>
    public const long QuarterMicroKilowattHours = 1_000_000_000_000;

    /// <summary>More than this on a totalizer (a TWh) is a fault.</summary>
    public const long TotalMicroKilowattHours = 1_000_000_000_000_000;
}
