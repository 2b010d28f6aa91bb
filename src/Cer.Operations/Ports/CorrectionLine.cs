using Cer.Settlement.Closing;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A correction of a closed month.</summary>
/// <param name="Corrects">The closed month.</param>
/// <param name="Month">The month that has taken it; null while it waits.</param>
/// <param name="FromRun">The run it corrects: that of the closing, or of the correction before.</param>
/// <param name="ToRun">The run whose figures it leads to.</param>
/// <param name="Difference">Whose it is, and what it amounts to; a unit and a member by their codes.</param>
/// <param name="Causes">What changed between the two runs; recalculation where GSE computed the month again.</param>
public sealed record CorrectionLine(
    YearMonth Corrects,
    YearMonth? Month,
    long FromRun,
    long ToRun,
    Correction Difference,
    IReadOnlyList<string> Causes)
{
    /// <summary>The cause of a line that no run of ours makes, but a recalculation by GSE.</summary>
    public const string Recalculation = "recalculation";

    /// <summary>Whether GSE made it: then both runs are the one that the month was closed with.</summary>
    public bool IsOfGse => Causes is [Recalculation];
}
