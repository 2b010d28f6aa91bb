using Cer.Domain;
using NodaTime;

namespace Cer.Settlement.Payments;

/// <summary>One expected movement of money between GSE and the community.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Month">The month of energy it is for.</param>
/// <param name="Amount">Negative when GSE takes it back.</param>
/// <param name="Published">The day by which GSE has told it.</param>
/// <param name="Paid">The day on which GSE pays it.</param>
public sealed record Movement(
    MovementKind Kind, MarketMonth Month, Money Amount, LocalDate Published, LocalDate Paid);
