using Cer.Domain;
using NodaTime;

namespace Cer.Settlement.Payouts;

/// <summary>What is not paid this time.</summary>
/// <param name="Member">Whose it is.</param>
/// <param name="Reason">Why.</param>
/// <param name="Month">Of which month; null where it is of all of them.</param>
/// <param name="Amount">How much.</param>
public sealed record LeftOpen(int Member, LeftReason Reason, YearMonth? Month, Money Amount);
