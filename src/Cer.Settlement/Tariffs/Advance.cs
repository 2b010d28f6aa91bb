using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Rules;
using Cer.Settlement.Months;
using NodaTime;

namespace Cer.Settlement.Tariffs;

/// <summary>The monthly advance of a unit; the CAC part is null while its rate is not confirmed.</summary>
/// <remarks>Source: Regole Operative pp. 35-37 and 40-41. Whole instalments, F in full.</remarks>
public sealed record Advance(Money Premium, Money? Cac)
{
    /// <summary>The advance of a unit's month; null without a day on which it is in service and its point takes part.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="plantPower">Power of its plant, kW.</param>
    /// <param name="points">The days on which its point is in the configuration.</param>
    /// <param name="month">The month.</param>
    /// <param name="rules">Those of the first active day count; for the tariff, of the first one in the unit's right.</param>
    public static Advance? Of(
        ProductionUnit unit,
        decimal plantPower,
        IEnumerable<PodMembership> points,
        MarketMonth month,
        RuleBook rules)
    {
        PodMembership[] spans = [.. points];
        LocalDate[] days = [.. Days(month).Where(day =>
            day >= unit.InService && Array.Exists(spans, span => span.Covers(day)))];
        if (days.Length == 0) return null;
        Money? cac = rules.TransmissionRate(month.Year) is { } rate ? CacOf(unit, rate, rules.On(days[0])) : null;
        if (unit.Regime != TariffRegime.Tip) return new(Money.Zero, cac);
        foreach (var day in days)
        {
            var inForce = rules.On(day);
            if (UnitTimeline.InRight(unit, day, inForce, plantPower))
                return new(PremiumOf(unit, inForce.BracketOf(plantPower)!, inForce), cac);
        }

        return new(Money.Zero, cac);
    }

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

    private static IEnumerable<LocalDate> Days(MarketMonth month)
    {
        for (var day = month.FirstDay; day <= month.LastDay; day = day.PlusDays(1)) yield return day;
    }

    private static Fraction MegawattHours(decimal powerKw, ProductionUnit unit, RuleSet rules) =>
        Fraction.From(powerKw) * Fraction.From(rules.Advance.Hours[(unit.Source, unit.Area)])
            * Fraction.From(rules.Advance.Alpha) / new Fraction(12_000);
}
