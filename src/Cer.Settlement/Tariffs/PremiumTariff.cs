using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Rules;

namespace Cer.Settlement.Tariffs;

/// <summary>The hourly incentive tariff (TIP) before the factor F.</summary>
public static class PremiumTariff
{
    /// <summary>min(CAP, BASE + max(0, reference - Pz)) + FC, in EUR/MWh; FC stands on top of the cap.</summary>
    /// <remarks>Source: DM 414/2023, All. 1; Regole Operative pp. 38-39. Pz may be negative.</remarks>
    public static decimal PerMwh(RuleSet rules, Bracket bracket, decimal correction, decimal zonalPrice) =>
        Math.Min(bracket.Cap, bracket.Base + Math.Max(0m, rules.PriceReference - zonalPrice)) + correction;

    /// <summary>FC of a unit, EUR/MWh: photovoltaic only, by area.</summary>
    public static decimal Correction(RuleSet rules, ProductionUnit unit) =>
        unit.Source == EnergySource.Photovoltaic ? rules.Fc[unit.Area] : 0m;
}
