using Cer.Domain.Metering;

namespace Cer.Exchange.Chain2;

/// <summary>A frame of the meter as the device passed it on: its kind, its meter and its fields.</summary>
/// <param name="Device">The device, as it calls itself.</param>
/// <param name="Meter">The meter that the frame names; null where it names none.</param>
/// <param name="Type">Its kind, such as CF1.</param>
/// <param name="Fields">What it says.</param>
public sealed record Chain2Frame(string Device, MeterRole? Meter, string Type, Chain2Fields Fields)
{
    /// <summary>The kinds that we know, as a refusal lists them.</summary>
    public const string Known = "CF1 to CF5, CF9, CF10, CF20 to CF23, CF51, CF101 or CF103";

    /// <summary>Whether it brings a quarter of an hour.</summary>
    public bool IsQuarter => Type is "CF1" or "CF2" or "CF3" or "CF4" or "CF101" or "CF103";

    /// <summary>Whether it is of the production meter by its kind.</summary>
    public bool IsOfProduction => Type is "CF101" or "CF103";
}
