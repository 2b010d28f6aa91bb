using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>A payment of a batch.</summary>
/// <param name="Ordinal">Its place, from 1.</param>
/// <param name="EndToEnd">What it is known by up to the member's account.</param>
/// <param name="Member">The store's number of the member.</param>
/// <param name="Account">Where it goes; null once its time is over.</param>
/// <param name="Amount">What the member gets.</param>
/// <param name="Retained">What is kept back.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Day">The day of that; null while it is open.</param>
/// <param name="Code">Why it was refused or came back, where the bank says it.</param>
public sealed record KeptPayment(
    int Ordinal,
    string EndToEnd,
    int Member,
    BankAccount? Account,
    Money Amount,
    Money Retained,
    PaymentState State,
    LocalDate? Day,
    string? Code);
