namespace Cer.Operations.Mail;

/// <summary>What became of an attempt to send a letter.</summary>
/// <param name="Problem">What went wrong, as a sentence for the people who may see the letter; null when nothing did.</param>
public abstract record CarryOutcome(string? Problem)
{
    /// <summary>Whoever carries it further has it: it is never sent again.</summary>
    public sealed record Accepted() : CarryOutcome((string?)null);

    /// <summary>Not this time; the same letter may be taken later.</summary>
    public sealed record PutOff(string Why) : CarryOutcome(Why);

    /// <summary>Never.</summary>
    public sealed record Refused(string Why) : CarryOutcome(Why);

    /// <summary>Its end was sent and no answer came: it may have been taken or not.</summary>
    public sealed record Unanswered(string Why) : CarryOutcome(Why);

    /// <summary>Somebody else holds it by now; nothing was sent.</summary>
    public sealed record Lost() : CarryOutcome((string?)null);
}
