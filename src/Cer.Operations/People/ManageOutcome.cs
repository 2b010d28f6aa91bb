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
    public sealed record Refused(string Sentence) : ManageOutcome;

    /// <summary>It would go beyond what who asks may do.</summary>
    public sealed record NotAllowed(string Sentence) : ManageOutcome;

    /// <summary>It does not fit what there is.</summary>
    public sealed record Taken(string Sentence) : ManageOutcome;

    public sealed record Nobody : ManageOutcome;
}
