using Cer.Exchange.Faults;

namespace Cer.Operations.Regolamenti;

/// <summary>What became of a draft.</summary>
public abstract record DraftOutcome
{
    private DraftOutcome()
    {
    }

    /// <summary>It is kept under a number.</summary>
    public sealed record Kept(int Version) : DraftOutcome;

    /// <summary>It reaches into a closed month.</summary>
    public sealed record NotAllowed(string Sentence) : DraftOutcome;

    /// <summary>It is no regolamento of this community.</summary>
    public sealed record Refused(FaultList Faults) : DraftOutcome;
}
