using Cer.Domain;

namespace Cer.Settlement.Payments;

/// <summary>What a unit's month is due beside what was advanced on it; null is not known.</summary>
/// <param name="Month">The month of energy.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Plant">Its plant.</param>
/// <param name="DuePremium">Tariff of the settled month, its part of the surplus included.</param>
/// <param name="DueCac">Contribution of the settled month.</param>
/// <param name="AdvancePremium">The tariff's instalment.</param>
/// <param name="AdvanceCac">The contribution's instalment.</param>
public sealed record UnitBalance(
    MarketMonth Month,
    string Unit,
    string Plant,
    Money? DuePremium,
    Money? DueCac,
    Money AdvancePremium,
    Money? AdvanceCac)
{
    public Money? BalancePremium => DuePremium - AdvancePremium;

    public Money? BalanceCac => DueCac - AdvanceCac;
}
