namespace Cer.Operations.Submitting;

/// <summary>What the other side said of a package, or what became of asking.</summary>
public abstract record WayAnswer
{
    /// <summary>There is nothing under its key.</summary>
    public sealed record Absent : WayAnswer;

    /// <summary>It was taken; its protocol number comes later.</summary>
    public sealed record Taken : WayAnswer;

    public sealed record Received(string Protocol) : WayAnswer;

    public sealed record Accepted(string Protocol) : WayAnswer;

    public sealed record Rejected(string Protocol, IReadOnlyList<FieldReason> Reasons) : WayAnswer;

    /// <summary>It was surely not taken, or could not be asked for; it may be tried later.</summary>
    public sealed record PutOff(string Sentence) : WayAnswer;

    /// <summary>It may have been taken or not.</summary>
    public sealed record Unanswered(string Sentence) : WayAnswer;

    /// <summary>It was surely not taken, and somebody must mend something first.</summary>
    public sealed record Refused(string Sentence) : WayAnswer;

    /// <summary>What went wrong; null when the other side spoke of the package.</summary>
    public string? Problem => this switch
    {
        PutOff one => one.Sentence,
        Unanswered one => one.Sentence,
        Refused one => one.Sentence,
        _ => null,
    };
}
