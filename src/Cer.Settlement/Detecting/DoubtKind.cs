namespace Cer.Settlement.Detecting;

/// <summary>What can be wrong with a series of readings.</summary>
public enum DoubtKind
{
    /// <summary>Quarters that should be there and are not.</summary>
    Missing,

    /// <summary>The device and the distributor tell of one quarter, and differ.</summary>
    DeviceVsDistributor,

    /// <summary>The running total does not grow by the sum of the quarters.</summary>
    TotalVsSum,

    /// <summary>More than the sun can have made under a clear sky.</summary>
    AboveClearSky,

    /// <summary>Sun's energy while the sun is down.</summary>
    NightProduction,

    /// <summary>The same value again and again.</summary>
    FlatLine,

    /// <summary>The first quarter after a gap holds the energy of the gap.</summary>
    SpikeAfterGap,

    /// <summary>More than the plant or the connection can carry.</summary>
    Impossible,
}
