using Cer.Domain;
using NodaTime;

namespace Cer.Settlement.Payments;

/// <summary>What is expected of a payment day: brought forward + gross - fees = paid + carried.</summary>
/// <param name="Day">The payment day.</param>
/// <param name="Movements">What falls due on it.</param>
/// <param name="BroughtForward">Carried from the payment day before.</param>
/// <param name="Gross">Sum of the movements.</param>
/// <param name="Fees">GSE's fees taken out, tax included.</param>
/// <param name="Paid">What GSE pays; zero below the minimum.</param>
/// <param name="Carried">What waits for the next payment day; negative when it is owed to GSE.</param>
/// <param name="FeesOpen">Fees that are still to be taken out.</param>
public sealed record Payment(
    LocalDate Day,
    IReadOnlyList<Movement> Movements,
    Money BroughtForward,
    Money Gross,
    Money Fees,
    Money Paid,
    Money Carried,
    Money FeesOpen);
