using Cer.Operations.Paying.Books;

namespace Cer.Operations.Paying.Payouts;

/// <summary>What a movement of no payment was.</summary>
/// <param name="Reason">What that stands on.</param>
public abstract record Booking(string Reason)
{
    /// <summary>Money of GSE, of one month of energy or of several: its parts come to the amount of the movement.</summary>
    public sealed record OfGse(IReadOnlyList<GsePart> Parts, string Reason) : Booking(Reason);

    /// <summary>Something else: the other side of the entry, such as a member who pays back.</summary>
    public sealed record OfAccount(BookAccount Account, string Reason) : Booking(Reason);
}
