using Cer.Domain;
using Cer.Domain.Community;
using Cer.Domain.Rules;

namespace Cer.Settlement.Tariffs;

/// <summary>The monthly advance of a unit; the CAC part is null while its rate is not confirmed.</summary>
/// <remarks>Source: Regole Operative pp. 35-37 and 40-41. Whole instalments, F in full.</remarks>
public sealed record Advance(Money Premium, Money? Cac)
{
    /// <summary>P incentivable x H/12 x alpha x (BASE + z + FC) x (1 - F).</summary>
    public static Money PremiumOf(ProductionUnit unit, Bracket bracket, RuleSet rules)
    {
        var power = Math.Max(0m, unit.PowerKw - unit.ObligationKw - unit.SuperbonusKw);
        var tariff = bracket.Base + rules.Advance.Z + PremiumTariff.Correction(rules, unit);
        return Money.Round(
            MegawattHours(power, unit, rules) * Fraction.From(tariff) * rules.Grant.Kept(unit.GrantPercent));
    }

    /// <summary>P x H/12 x alpha x TRAS_E.</summary>
    public static Money CacOf(ProductionUnit unit, decimal transmissionRate, RuleSet rules) =>
        Money.Round(MegawattHours(unit.PowerKw, unit, rules) * Fraction.From(transmissionRate));

    private static Fraction MegawattHours(decimal powerKw, ProductionUnit unit, RuleSet rules) =>
        Fraction.From(powerKw) * Fraction.From(rules.Advance.Hours[(unit.Source, unit.Area)])
            * Fraction.From(rules.Advance.Alpha) / new Fraction(12_000);
}
