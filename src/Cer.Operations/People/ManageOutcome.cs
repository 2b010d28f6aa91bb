namespace Cer.Operations.People;

/// <summary>What became of a change of who may sign in.</summary>
public abstract record ManageOutcome
{
    private ManageOutcome()
    {
    }

    public sealed record Invited(MadeInvite Invite) : ManageOutcome;

    public sealed record Done : ManageOutcome;

    /// <summary>What was asked for is not of the right form.</summary>
    /// <param name="Sentence">What was found, and what was expected.</param>
    /// <param name="Field">What of the form: login, name or email; null when it is none of these.</param>
    public sealed record Refused(string Sentence, string? Field = null) : ManageOutcome;

    /// <summary>It would go beyond what who asks may do.</summary>
    public sealed record NotAllowed(string Sentence) : ManageOutcome;

    /// <summary>It does not fit what there is.</summary>
    public sealed record Taken(string Sentence, string? Field = null) : ManageOutcome;

    public sealed record Nobody : ManageOutcome;
}
