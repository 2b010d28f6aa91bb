using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>A movement that is of no payment, or of another amount than its payment.</summary>
/// <param name="Id">The store's number.</param>
/// <param name="File">The file that told it.</param>
/// <param name="Day">The day of the booking.</param>
/// <param name="Amount">In above zero, out below.</param>
/// <param name="Reference">What it is known by.</param>
/// <param name="Words">What the bank says of it.</param>
/// <param name="Differs">Whether it names a payment and does not fit it.</param>
public sealed record KeptMovement(
    int Id, string File, LocalDate Day, Money Amount, string? Reference, string? Words, bool Differs);
