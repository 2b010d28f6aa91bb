using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>A payment that the bank booked in a year, or one that came back in it.</summary>
/// <param name="Member">The store's number of the member.</param>
/// <param name="Day">The day of the booking.</param>
/// <param name="Amount">Paid above zero, come back below.</param>
public sealed record YearPayment(int Member, LocalDate Day, Money Amount);
