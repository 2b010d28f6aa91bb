namespace Cer.Operations.Submitting;

/// <summary>What came of sending a package, of asking for it, or of what a person noted.</summary>
public abstract record SendOutcome
{
    /// <summary>It stands like this now.</summary>
    /// <param name="Submission">The package.</param>
    /// <param name="Problem">What went wrong this time, as a sentence; null when nothing did.</param>
    public sealed record Stands(Submission Submission, string? Problem) : SendOutcome;

    /// <summary>It may not be.</summary>
    public sealed record Refused(string Sentence) : SendOutcome;

    /// <summary>Somebody else is at it just now.</summary>
    public sealed record Busy : SendOutcome;

    /// <summary>There is nothing of that number.</summary>
    public sealed record Unknown : SendOutcome;
}
