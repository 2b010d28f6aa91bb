namespace Cer.Operations.Reconciling;

/// <summary>A cause that may be, with the figures that the month would have if it were.</summary>
internal sealed record Hypothesis(
    CauseKind Kind, string? Point, string About, Figures Figures, IReadOnlyList<CauseFact> Facts);
