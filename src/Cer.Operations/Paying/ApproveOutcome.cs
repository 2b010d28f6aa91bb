namespace Cer.Operations.Paying;

/// <summary>What became of an approval.</summary>
public abstract record ApproveOutcome
{
    private ApproveOutcome()
    {
    }

    /// <summary>It is kept.</summary>
    public sealed record Approved(KeptPayable Payable) : ApproveOutcome;

    /// <summary>The month was not settled.</summary>
    public sealed record NotSettled : ApproveOutcome;

    /// <summary>It cannot be approved; the sentence says why.</summary>
    public sealed record Refused(string Sentence) : ApproveOutcome;
}
