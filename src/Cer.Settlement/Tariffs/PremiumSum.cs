using Cer.Domain;
using Cer.Domain.Rules;

namespace Cer.Settlement.Tariffs;

/// <summary>The exact premium of a unit's month: hours are added before F and rounding touch them.</summary>
internal sealed class PremiumSum(decimal grantPercent)
{
    private readonly List<(RuleSet Rules, decimal Kept, Fraction ExactlyKept, Amounts Amounts)> _parts = [];

    /// <summary>Adds an hour and tells its premium in EUR, to 28 digits.</summary>
    /// <param name="rules">Rule set of the day: it decides F.</param>
    /// <param name="tariff">EUR/MWh before F.</param>
    /// <param name="incentivised">Micro-kWh.</param>
    /// <param name="exempt">The part of it that F does not touch.</param>
    public decimal Add(RuleSet rules, decimal tariff, long incentivised, long exempt)
    {
        var (_, kept, _, amounts) = PartOf(rules);
        var reduced = MegawattHours(incentivised - exempt) * tariff;
        var whole = MegawattHours(exempt) * tariff;
        amounts.Reduced += reduced;
        amounts.Whole += whole;
        return (reduced * kept) + whole;
    }

    /// <summary>The month, rounded once.</summary>
    public Money Total() => Money.Round(_parts.Aggregate(
        Fraction.Zero,
        (sum, part) => sum + (Fraction.From(part.Amounts.Reduced) * part.ExactlyKept) + Fraction.From(part.Amounts.Whole)));

    internal static decimal MegawattHours(long microKilowattHours) =>
        unchecked(new((int)microKilowattHours, (int)(microKilowattHours >> 32), 0, false, 9));

    private (RuleSet Rules, decimal Kept, Fraction ExactlyKept, Amounts Amounts) PartOf(RuleSet rules)
    {
        foreach (var part in _parts)
            if (ReferenceEquals(part.Rules, rules)) return part;
        var exactly = rules.Grant.Kept(grantPercent);
        var kept = (decimal)exactly.Numerator / (decimal)exactly.Denominator;
        var added = (rules, kept, exactly, new Amounts());
        _parts.Add(added);
        return added;
    }

    private sealed class Amounts
    {
        public decimal Reduced { get; set; }

        public decimal Whole { get; set; }
    }
}
