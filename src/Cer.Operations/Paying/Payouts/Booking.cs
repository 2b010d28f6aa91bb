using Cer.Operations.Paying.Books;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>What a movement of no payment was.</summary>
/// <param name="Reason">What that stands on.</param>
public abstract record Booking(string Reason)
{
    /// <summary>Money of GSE for a month of energy, of incentives or of energy sold.</summary>
    public sealed record OfGse(Ledger Ledger, YearMonth Month, string Kind, string Reason) : Booking(Reason);

    /// <summary>Something else: the other side of the entry, such as a member who pays back.</summary>
    public sealed record OfAccount(BookAccount Account, string Reason) : Booking(Reason);
}
