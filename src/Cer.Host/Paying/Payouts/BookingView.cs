using Cer.Operations.Paying.Payouts;
using NodaTime.Text;

namespace Cer.Host.Paying.Payouts;

/// <summary>A movement that was booked, or a part of one, in euro.</summary>
internal sealed record BookingView(
    int Movement,
    int Part,
    int Parts,
    string Day,
    decimal Eur,
    string? Words,
    string As,
    string? Month,
    string? Kind,
    int? MemberId,
    string? Name,
    string? Account,
    string? Fund,
    string Reason,
    string By,
    string At,
    bool Stands)
{
    public static BookingView Of(KeptBooking booking, IReadOnlyDictionary<int, string> names) => new(
        booking.Movement,
        booking.Part,
        booking.Parts,
        LocalDatePattern.Iso.Format(booking.Day),
        booking.Amount.Eur,
        booking.Words,
        booking.Ledger ?? (booking.Account?.Kind == "member" ? "member" : "other"),
        booking.Month is { } month ? YearMonthPattern.Iso.Format(month) : null,
        booking.Kind,
        booking.Account?.Member,
        booking.Account?.Member is { } member ? names.GetValueOrDefault(member) : null,
        booking.Account?.Kind,
        booking.Account?.Fund,
        booking.Reason,
        booking.By,
        InstantPattern.General.Format(booking.At),
        booking.Stands);
}
