using Cer.Domain;
using Cer.Domain.Codes;

namespace Cer.Settlement.Payments;

/// <summary>What a settled month is worth, as a run has kept it.</summary>
/// <param name="Month">The month.</param>
/// <param name="Status">How far it can be trusted.</param>
/// <param name="Surplus">Its part of the year's surplus, contained in the units' tariff; null when not known.</param>
/// <param name="Units">Tariff and contribution of each unit; null where not known.</param>
public sealed record SettledDue(
    MarketMonth Month,
    MonthStatus Status,
    Money? Surplus,
    IReadOnlyDictionary<string, (Money? Premium, Money? Cac)> Units);
