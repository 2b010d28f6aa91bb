namespace Cer.Operations.Submitting;

/// <summary>What came of preparing a package.</summary>
public abstract record PrepareOutcome
{
    /// <summary>It is there.</summary>
    /// <param name="Submission">The package.</param>
    /// <param name="IsNew">Whether it was made just now.</param>
    public sealed record Ready(Submission Submission, bool IsNew) : PrepareOutcome;

    /// <summary>Something must be mended first.</summary>
    public sealed record Lacking(IReadOnlyList<string> Problems) : PrepareOutcome;

    /// <summary>It may not be.</summary>
    public sealed record Refused(string Sentence) : PrepareOutcome;

    /// <summary>There is nothing of that number.</summary>
    public sealed record Unknown : PrepareOutcome;
}
