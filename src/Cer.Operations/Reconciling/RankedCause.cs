namespace Cer.Operations.Reconciling;

/// <summary>A cause of a difference, tested: what our figure would be if it were so.</summary>
/// <param name="Kind">Which; of two, the first.</param>
/// <param name="Point">Code of the point that it is about; null when it is about none.</param>
/// <param name="About">Unit, plant, zone or rule that it is about; empty for none.</param>
/// <param name="Figure">Our figure under it, or under both.</param>
/// <param name="Residual">What it leaves: the statement's figure less that one.</param>
/// <param name="Explains">Whether that is within the tolerance.</param>
/// <param name="IsWhole">Whether it explains every difference of the month, and makes none.</param>
/// <param name="Facts">What it stands on.</param>
public sealed record RankedCause(
    CauseKind Kind,
    string? Point,
    string About,
    decimal Figure,
    decimal Residual,
    bool Explains,
    bool IsWhole,
    IReadOnlyList<CauseFact> Facts)
{
    /// <summary>Two causes that explain it together, each with its part; empty when one does.</summary>
    public IReadOnlyList<CausePart> Parts { get; init; } = [];

    public (CauseKind Kind, string? Point, string About) Name => (Kind, Point, About);
}
