namespace Cer.Apps;

/// <summary>The cabinets of the street lighting.</summary>
public sealed class StreetLightingConfig
{
    /// <summary>Each with the counter of what it takes from the grid.</summary>
    public IList<MeterConfig> Cabinets { get; init; } = [];
}
