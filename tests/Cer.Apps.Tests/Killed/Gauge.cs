namespace Cer.Apps.Tests;

/// <summary>A counter that shows at each minute what it must, whoever looks.</summary>
internal static class Gauge
{
    public const string Begin = "2026-06-10T06:00:00Z";

    public static Meter Meter { get; } =
        new("School", "IT999E00000101", null, Quantity.Produced, "sensor.school_energy") { MaxPowerKw = 50 };

    /// <summary>In kWh; it rises by another amount each minute.</summary>
    public static decimal At(int minute) => 1000m + (minute * 0.1m) + (minute * minute % 7 * 0.01m);
}
