using Cer.Domain;

namespace Cer.Settlement.Distributing;

/// <summary>The money of a month after the regolamento was applied.</summary>
/// <param name="Month">The month.</param>
/// <param name="Members">Amount of each member, in the order of the month's members.</param>
/// <param name="Funds">Amount of each fund, by name.</param>
public sealed record PaidMonth(
    MarketMonth Month, IReadOnlyList<DealtAmount> Members, IReadOnlyList<(string Fund, DealtAmount Amount)> Funds);
