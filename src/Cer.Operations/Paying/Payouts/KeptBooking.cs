using Cer.Domain;
using Cer.Operations.Paying.Books;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>A movement that was booked, or a part of one.</summary>
/// <param name="Movement">The store's number of the movement.</param>
/// <param name="Part">Which part of it, from 1.</param>
/// <param name="Parts">In how many it was booked.</param>
/// <param name="Day">The day of the movement.</param>
/// <param name="Amount">Of the part. In above zero, out below.</param>
/// <param name="Words">What the bank says of it.</param>
/// <param name="Ledger">money or sale where it is GSE's; null where it is another.</param>
/// <param name="Month">The month of energy of GSE's money.</param>
/// <param name="Kind">What of GSE's money it is.</param>
/// <param name="Account">The other side of the entry; null where it is GSE's money.</param>
/// <param name="Reason">What that stands on.</param>
/// <param name="By">Who booked it.</param>
/// <param name="At">When.</param>
/// <param name="Stands">Whether no counter-entry took it back.</param>
public sealed record KeptBooking(
    int Movement,
    int Part,
    int Parts,
    LocalDate Day,
    Money Amount,
    string? Words,
    string? Ledger,
    YearMonth? Month,
    string? Kind,
    BookAccount? Account,
    string Reason,
    string By,
    Instant At,
    bool Stands);
