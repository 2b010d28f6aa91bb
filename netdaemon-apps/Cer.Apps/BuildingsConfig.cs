namespace Cer.Apps;

/// <summary>The town's buildings.</summary>
public sealed class BuildingsConfig
{
    /// <summary>Schools, the town hall, the gym, the library.</summary>
    public IList<BuildingConfig> Buildings { get; init; } = [];
}
