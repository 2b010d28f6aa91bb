namespace Cer.Operations.Reconciling;

/// <summary>One item of a month: the three figures that are never mixed, and whether they agree.</summary>
/// <param name="Key">Whose figure, of what.</param>
/// <param name="Accrued">As settled here; null where we have none.</param>
/// <param name="Advised">As GSE states it.</param>
/// <param name="Received">As the bank has it.</param>
/// <param name="Difference">The later figure less the earlier; null when they are not compared.</param>
/// <param name="Differs">Whether it is beyond the tolerance.</param>
/// <param name="Causes">Why, the likeliest first; empty when it agrees.</param>
public sealed record ReconciledRow(
    FigureKey Key,
    decimal? Accrued,
    decimal? Advised,
    decimal? Received,
    decimal? Difference,
    bool Differs,
    IReadOnlyList<RankedCause> Causes)
{
    /// <summary>The hours that differ, where the statement tells hours: the first of them.</summary>
    public IReadOnlyList<DifferingHour> Hours { get; init; } = [];

    /// <summary>The cause that explains it; null when none does.</summary>
    public RankedCause? Cause => Causes.FirstOrDefault(cause => cause.Explains);
}
