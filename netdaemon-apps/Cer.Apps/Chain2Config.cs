namespace Cer.Apps;

/// <summary>Meters that Chain 2 devices and clamps read.</summary>
public sealed class Chain2Config
{
    /// <summary>Each with the totals that its device shows.</summary>
    public IList<BuildingConfig> Meters { get; init; } = [];
}
