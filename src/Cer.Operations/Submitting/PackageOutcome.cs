namespace Cer.Operations.Submitting;

/// <summary>What came of making a package.</summary>
public abstract record PackageOutcome
{
    public sealed record Made(SubmissionPackage Package) : PackageOutcome;

    /// <summary>Something must be mended first.</summary>
    /// <param name="Problems">A sentence each.</param>
    public sealed record Lacking(IReadOnlyList<string> Problems) : PackageOutcome;
}
