namespace Cer.Operations.Ports;

/// <summary>The kinds of incidents, as the store and the interface call them.</summary>
public static class AlertKinds
{
    /// <summary>Nothing was heard of a device for long.</summary>
    public const string DeviceSilent = "device_silent";

    /// <summary>The meter told that its supply was interrupted.</summary>
    public const string SupplyInterrupted = "supply_interrupted";

    /// <summary>The meter told that it will switch off: more is drawn than is available.</summary>
    public const string PowerExceeded = "power_exceeded";

    /// <summary>The meter told another point than the one that its device is registered with.</summary>
    public const string PointMismatch = "point_mismatch";

    /// <summary>A device names another meter than before: possibly it was swapped.</summary>
    public const string MeterChanged = "meter_changed";
}
