using System.Numerics;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Rules;
using Cer.Settlement.Months;

namespace Cer.Settlement.Years;

/// <summary>The surplus premium ("importo eccedentario"): computed on the year, laid on its months.</summary>
/// <remarks>Source: Regole Operative, update of 16 July 2025, p. 42 and par. 2.2.2.1.3.</remarks>
public sealed record YearlySurplus(IReadOnlyList<SurplusSet> Sets, IReadOnlyDictionary<MarketMonth, Money> ByMonth)
{
    /// <summary>Both sets of a year, from the months of it that were settled.</summary>
    public static YearlySurplus Of(int year, IReadOnlyList<MonthSettlement> months, RuleBook rules)
    {
        var thresholds = rules.On(new(year, 12, 31)).Thresholds;
        var byMonth = months.ToDictionary(month => month.Month, _ => Money.Zero);
        var sets = new[]
        {
            SetOf(year, "a", months, thresholds.A, hasGrant: false, byMonth),
            SetOf(year, "b", months, thresholds.B, hasGrant: true, byMonth),
        };
        return new(sets, byMonth);
    }

    /// <summary>max(0, ratio - threshold) x the set's premium, rounded half away from zero to the cent.</summary>
    public static Money Surplus(Fraction ratio, decimal threshold, Money premium)
    {
        var over = ratio - Fraction.From(threshold);
        return over.Sign <= 0 ? Money.Zero : Money.Round(over * Fraction.From(premium.Eur));
    }

    private static SurplusSet SetOf(
        int year,
        string name,
        IReadOnlyList<MonthSettlement> months,
        decimal threshold,
        bool hasGrant,
        Dictionary<MarketMonth, Money> byMonth)
    {
        Int128 incentivised = 0, injected = 0;
        var premiums = new Money[months.Count];
        for (var i = 0; i < months.Count; i++)
        {
            foreach (var unit in months[i].Units)
            {
                if (unit.Unit.Regime != TariffRegime.Tip || unit.Unit.HasGrant != hasGrant) continue;
                incentivised += unit.Incentivised;
                injected += unit.InjectedInRight;
                premiums[i] += unit.Premium;
            }
        }

        var total = premiums.Aggregate(Money.Zero, (sum, premium) => sum + premium);
        var set = new SurplusSet(year, name, months.Count, incentivised, injected, threshold, total, Money.Zero);
        set = set with { Surplus = Surplus(set.Ratio, threshold, total) };
        Lay(set.Surplus, months, premiums, byMonth);
        return set;
    }

    private static void Lay(
        Money surplus, IReadOnlyList<MonthSettlement> months, Money[] premiums, Dictionary<MarketMonth, Money> byMonth)
    {
        if (surplus.Cents <= 0) return;
        var parts = surplus.Split([.. premiums.Select(premium => new BigInteger(Math.Max(0, premium.Cents)))]);
        for (var i = 0; i < parts.Length; i++) byMonth[months[i].Month] += parts[i];
    }
}
