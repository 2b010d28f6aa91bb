namespace Cer.Operations.Reconciling;

/// <summary>One of two causes that explain a row together.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Point">Code of the point that it is about; null when it is about none.</param>
/// <param name="About">Unit, plant, zone or rule that it is about; empty for none.</param>
/// <param name="Part">What of the difference is its own, in the unit of the row.</param>
/// <param name="Facts">What it stands on.</param>
public sealed record CausePart(CauseKind Kind, string? Point, string About, decimal Part, IReadOnlyList<CauseFact> Facts)
{
    public (CauseKind Kind, string? Point, string About) Name => (Kind, Point, About);
}
