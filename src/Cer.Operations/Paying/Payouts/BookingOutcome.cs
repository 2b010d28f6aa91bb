namespace Cer.Operations.Paying.Payouts;

/// <summary>What became of booking a movement, or of taking that back.</summary>
public abstract record BookingOutcome
{
    private BookingOutcome()
    {
    }

    /// <summary>It is booked, or taken back, with these entries of incentives.</summary>
    public sealed record Done(IReadOnlyList<BookedEntry> Entries) : BookingOutcome;

    /// <summary>There is no such movement.</summary>
    public sealed record Unknown : BookingOutcome;

    /// <summary>It cannot be; the sentence says why.</summary>
    public sealed record Refused(string Sentence) : BookingOutcome;
}
