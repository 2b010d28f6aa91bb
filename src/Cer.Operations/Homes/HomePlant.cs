using Cer.Domain;
using Cer.Operations.Viewing;

namespace Cer.Operations.Homes;

/// <summary>A plant of the municipality or of the community itself, and its power of the moment.</summary>
public sealed record HomePlant(PlantPage Page, HomePower Power)
{
    /// <summary>What the registers of its meters show, by the key of the entity.</summary>
    public IReadOnlyList<(string Key, Energy Total)> Registers { get; init; } = [];
}
