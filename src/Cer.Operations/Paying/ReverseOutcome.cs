namespace Cer.Operations.Paying;

/// <summary>What became of the wish to take an entry back.</summary>
public abstract record ReverseOutcome
{
    private ReverseOutcome()
    {
    }

    /// <summary>A row reverses it now.</summary>
    public sealed record Reversed(long Id) : ReverseOutcome;

    /// <summary>There is no such entry in the ledger.</summary>
    public sealed record Unknown : ReverseOutcome;

    /// <summary>It is reversed already, or is itself a reversing row.</summary>
    public sealed record Settled : ReverseOutcome;

    /// <summary>It is a part of a movement of the bank: the booking is taken back, whole.</summary>
    public sealed record Part : ReverseOutcome;
}
