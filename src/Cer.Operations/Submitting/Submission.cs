using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Submitting;

/// <summary>A package about a month, and what happened to it.</summary>
public sealed record Submission
{
    public required CommunityId Community { get; init; }

    /// <summary>Its number in the community.</summary>
    public required int Id { get; init; }

    /// <summary>Under which it is sent: code of the community, month, kind and revision.</summary>
    public required string Key { get; init; }

    public required YearMonth Month { get; init; }

    public required SubmissionKind Kind { get; init; }

    /// <summary>1 for the first; each correction is one more.</summary>
    public required int Revision { get; init; }

    /// <summary>Why it corrects the one before; null of the first.</summary>
    public string? Reason { get; init; }

    public required string Author { get; init; }

    public required Instant At { get; init; }

    /// <summary>Whether a later revision has taken its place.</summary>
    public bool IsCorrected { get; init; }

    public IReadOnlyList<string> Checklist { get; init; } = [];

    public IReadOnlyList<KeptFile> Files { get; init; } = [];

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<SubmissionStep> Steps { get; init; } = [];

    public SubmissionState State => Steps.Count == 0 ? SubmissionState.Prepared : Steps[^1].Kind;

    /// <summary>The protocol number that it was received under; null while it was not.</summary>
    public string? Protocol => Steps.FirstOrDefault(step => step.Kind == SubmissionState.Received)?.Protocol;

    /// <summary>Whether it may have been taken although nobody said so: then it is asked before it is sent.</summary>
    public bool IsInDoubt => State is SubmissionState.Sending or SubmissionState.Unanswered;

    /// <summary>Whether it is certain that nobody has it.</summary>
    public bool IsHere => State is SubmissionState.Prepared or SubmissionState.PutOff or SubmissionState.Refused;

    /// <summary>Whether it was judged.</summary>
    public bool IsOver => State is SubmissionState.Accepted or SubmissionState.Rejected;
}
