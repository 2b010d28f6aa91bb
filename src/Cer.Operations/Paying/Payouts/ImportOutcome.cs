namespace Cer.Operations.Paying.Payouts;

/// <summary>What became of a file of the bank.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    /// <summary>It was taken in.</summary>
    /// <param name="Import">Its number.</param>
    /// <param name="Booked">Payments that were booked.</param>
    /// <param name="Rejected">Payments that the bank refused.</param>
    /// <param name="Returned">Payments that came back.</param>
    /// <param name="Unmatched">Movements that are of no payment.</param>
    /// <param name="Known">Movements that another file told before.</param>
    public sealed record Taken(int Import, int Booked, int Rejected, int Returned, int Unmatched, int Known) : ImportOutcome;

    /// <summary>The same file was taken in before: nothing changed.</summary>
    public sealed record Again(int Import) : ImportOutcome;

    /// <summary>It cannot be; the sentence says why.</summary>
    public sealed record Refused(string Sentence) : ImportOutcome;
}
