using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>A payment that went to the bank for the member.</summary>
/// <param name="Day">The day on which the bank was asked to pay.</param>
/// <param name="Amount">What it is.</param>
/// <param name="Retained">What was kept back of it, as GSE may reclaim advances.</param>
/// <param name="Booked">The day on which the bank paid it; null while it is on its way.</param>
/// <param name="Returned">The day on which it came back or was refused; null where it was not.</param>
public sealed record MinePayment(LocalDate Day, Money Amount, Money Retained, LocalDate? Booked, LocalDate? Returned);
