using Cer.Exchange.Faults;

namespace Cer.Operations.Regolamenti;

/// <summary>What became of an approval.</summary>
public abstract record ApprovalOutcome
{
    private ApprovalOutcome()
    {
    }

    /// <summary>It is approved.</summary>
    public sealed record Approved : ApprovalOutcome;

    /// <summary>There is no such version.</summary>
    public sealed record Unknown : ApprovalOutcome;

    /// <summary>It cannot be approved; the sentence says why.</summary>
    public sealed record NotAllowed(string Sentence) : ApprovalOutcome;

    /// <summary>The community changed since it was written, and it does not fit any more.</summary>
    public sealed record Refused(FaultList Faults) : ApprovalOutcome;
}
