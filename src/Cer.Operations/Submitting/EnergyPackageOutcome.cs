using Cer.Exchange.Submissions;

namespace Cer.Operations.Submitting;

/// <summary>A month's package, or why there is none.</summary>
public abstract record EnergyPackageOutcome
{
    private EnergyPackageOutcome()
    {
    }

    /// <summary>It is there, and its figures are what was settled.</summary>
    public sealed record Made(EnergyPackage Package, IReadOnlyList<PackageFinding> Findings) : EnergyPackageOutcome
    {
        /// <summary>Whether nothing in it keeps it from going out.</summary>
        public bool IsSound => Findings.All(finding => !finding.IsFault);
    }

    /// <summary>The month cannot be told; the sentence says what to do.</summary>
    public sealed record Refused(string Sentence) : EnergyPackageOutcome;
}
