using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>Books movements of the bank that are of no payment; each act with its entries, whole or not at all.</summary>
public interface IBookingStore
{
    /// <summary>What was booked, the newest first.</summary>
    Task<IReadOnlyList<KeptBooking>> ListAsync(CommunityId community, CancellationToken cancellation);

    Task<BookingOutcome> BookAsync(
        CommunityId community, int movement, Booking booking, string who, Instant when, CancellationToken cancellation);

    /// <summary>Takes a booking back by a counter-entry: the movement is of nothing again.</summary>
    Task<BookingOutcome> UndoAsync(
        CommunityId community, int movement, string reason, LocalDate day, string who, Instant when, CancellationToken cancellation);
}
