namespace Cer.Operations.Paying.Payouts;

/// <summary>What became of an act on payments.</summary>
public abstract record PayoutOutcome
{
    private PayoutOutcome()
    {
    }

    /// <summary>It is kept.</summary>
    public sealed record Done(int Payout) : PayoutOutcome;

    /// <summary>There is no such batch.</summary>
    public sealed record Unknown : PayoutOutcome;

    /// <summary>It cannot be; the sentence says why.</summary>
    public sealed record Refused(string Sentence) : PayoutOutcome;
}
