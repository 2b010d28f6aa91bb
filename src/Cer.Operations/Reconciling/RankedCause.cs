namespace Cer.Operations.Reconciling;

/// <summary>A cause of a difference, tested: what our figure would be if it were so.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Point">Code of the point that it is about; null when it is about none.</param>
/// <param name="About">Unit, plant, zone or rule that it is about; empty for none.</param>
/// <param name="Figure">Our figure under it.</param>
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
    IReadOnlyList<CauseFact> Facts);
