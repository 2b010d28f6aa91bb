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
    /// <param name="Why">What the server said.</param>
    /// <param name="BadAddress">Its code, where that says that there is no such address.</param>
    public sealed record Refused(string Why, StatusCode? BadAddress = null) : CarryOutcome(Why);

    /// <summary>It was not offered: its reader does not want it, or there is no such address.</summary>
    public sealed record Withheld(Hindrance Hindrance) : CarryOutcome(Hindrance switch
    {
        Hindrance.Unsubscribed => "Found a reader who wants no letters of this kind, expected one who does.",
        _ => "Found an address that a server refused for good, expected one that exists.",
    });

    /// <summary>Its end was sent and no answer came: it may have been taken or not.</summary>
    public sealed record Unanswered(string Why) : CarryOutcome(Why);

    /// <summary>Somebody else holds it by now; nothing was sent.</summary>
    public sealed record Lost() : CarryOutcome((string?)null);
}
