using Cer.Domain;
using NodaTime;

namespace Cer.Exchange.Sepa;

/// <summary>A movement of a bank account, as booked.</summary>
/// <param name="Day">The day of the booking.</param>
/// <param name="Amount">In above zero, out below.</param>
/// <param name="EndToEnd">What the payment is known by; null where the bank does not say.</param>
/// <param name="Message">The file or block of payments that it books as one; null where the bank does not say.</param>
/// <param name="Reference">The bank's own reference; null where it does not say.</param>
/// <param name="Code">Why it came back, a code of ISO 20022; null where it did not.</param>
/// <param name="Words">What else the bank says of it.</param>
public sealed record BankMovement(
    LocalDate Day, Money Amount, string? EndToEnd, string? Message, string? Reference, string? Code, string? Words);
