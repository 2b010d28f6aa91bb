using Cer.Exchange.Curves;
using Cer.Exchange.Faults;

namespace Cer.Operations.Importing;

/// <summary>What a curve file would do, or did.</summary>
/// <param name="Sha256">Of the file, in hexadecimal: an application names it, so that it is what was looked at.</param>
/// <param name="Faults">What is wrong; with any nothing is stored.</param>
/// <param name="Warnings">What a person should know.</param>
/// <param name="Days">Day by day.</param>
/// <param name="Added">Quarters of which nothing was known.</param>
/// <param name="Unchanged">Quarters that are known.</param>
/// <param name="Changed">Quarters of which another value is known.</param>
public sealed record CurveReport(
    string Sha256,
    FaultList Faults,
    IReadOnlyList<CurveWarning> Warnings,
    IReadOnlyList<CurvePlanDay> Days,
    int Added,
    int Unchanged,
    int Changed)
{
    /// <summary>The import that has applied this very file and was not undone.</summary>
    public long? AppliedBefore { get; init; }

    /// <summary>The import that was made.</summary>
    public long? Import { get; init; }

    public bool NeedsConfirmation => Warnings.Any(warning => warning.NeedsConfirmation);
}
