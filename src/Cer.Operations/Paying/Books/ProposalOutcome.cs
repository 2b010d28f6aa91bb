namespace Cer.Operations.Paying.Books;

/// <summary>What became of a proposed entry.</summary>
public abstract record ProposalOutcome
{
    private ProposalOutcome()
    {
    }

    /// <summary>It waits for a second person.</summary>
    public sealed record Waits(int Proposal) : ProposalOutcome;

    /// <summary>It is written.</summary>
    public sealed record Written(int Entry) : ProposalOutcome;

    /// <summary>It was turned down.</summary>
    public sealed record TurnedDown : ProposalOutcome;

    /// <summary>There is none such that waits.</summary>
    public sealed record Unknown : ProposalOutcome;

    /// <summary>It cannot be; the sentence says why.</summary>
    public sealed record Refused(string Sentence) : ProposalOutcome;
}
