using Cer.Exchange.Faults;

namespace Cer.Exchange.Curves;

/// <summary>What a distributor's file tells; with any fault none of it may be used.</summary>
/// <param name="Days">Its days, by point and day.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="Warnings">What a person should know.</param>
public sealed record CurveFile(
    IReadOnlyList<CurveDay> Days, FaultList Faults, IReadOnlyList<CurveWarning> Warnings)
{
    /// <summary>Whether a day can be read in two ways, so that a person must agree to the one that was taken.</summary>
    public bool NeedsConfirmation => Warnings.Any(warning => warning.NeedsConfirmation);
}
