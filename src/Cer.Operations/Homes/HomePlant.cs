using Cer.Operations.Viewing;

namespace Cer.Operations.Homes;

/// <summary>A plant of the municipality or of the community itself, and its power of the moment.</summary>
public sealed record HomePlant(PlantPage Page, HomePower Power);
