using Cer.Domain;

namespace Cer.Operations.Viewing;

/// <summary>What a unit made and gave in an hour; null is not known.</summary>
public readonly record struct UnitFigures(Energy? Produced, Energy? Injected)
{
    /// <summary>What was used before it reached the grid; meters may disagree by a little, never below zero.</summary>
    public Energy? Self => Produced is { } produced && Injected is { } injected
        ? Energy.FromMicroKilowattHours(Math.Max(0, produced.MicroKilowattHours - injected.MicroKilowattHours))
        : null;
}
