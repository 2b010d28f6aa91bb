using Cer.Domain;
using NodaTime;

namespace Cer.Settlement.Payouts;

/// <summary>What corrects a closed month: GSE pays it with that month, members get it with the month that has taken it.</summary>
/// <param name="Corrects">The closed month.</param>
/// <param name="Month">The month that has taken it.</param>
/// <param name="Amount">Below zero where GSE takes it back.</param>
public sealed record MovedCorrection(YearMonth Corrects, YearMonth Month, Money Amount);
