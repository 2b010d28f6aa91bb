using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Domain.Rules;

/// <summary>The numbers of the law as they stand on a day: each overlay of the rule files applied in its order.</summary>
public sealed record RuleSet
{
    public required IReadOnlyList<Bracket> Brackets { get; init; }

    /// <summary>Zonal price at which the variable part of the tariff ends, EUR/MWh.</summary>
    public required decimal PriceReference { get; init; }

    /// <summary>FC: correction for photovoltaic units by area, EUR/MWh.</summary>
    public required IReadOnlyDictionary<FcArea, decimal> Fc { get; init; }

    public required int RightYears { get; init; }

    public required GrantRule Grant { get; init; }

    public required ExemptionRule Exemption { get; init; }

    public required MeritOrderRule MeritOrder { get; init; }

    /// <summary>Flat rate of 42-bis units by configuration, EUR/MWh.</summary>
    public required IReadOnlyDictionary<ConfigurationKind, decimal> Flat42Bis { get; init; }

    public required SurplusThresholds Thresholds { get; init; }

    public required AdvanceRule Advance { get; init; }

    public required FeeRule Fees { get; init; }

    /// <summary>Avoided losses by voltage of the unit, as a share of the energy.</summary>
    public required IReadOnlyDictionary<Voltage, decimal> Losses { get; init; }

    /// <summary>The bracket of a plant by its power; null above the last one, where no TIP is due.</summary>
    /// <remarks>Limits belong to the lower bracket. Source: DM 414/2023, All. 1; Regole Operative pp. 38-39.</remarks>
    public Bracket? BracketOf(decimal plantPowerKw) => Brackets.FirstOrDefault(bracket => plantPowerKw <= bracket.UpToKw);

    /// <summary>Whether the withdrawals of a member are exempt from the factor F on a day.</summary>
    /// <remarks>Source: Regole Operative p. 39; DM MASE 127/2025 for natural persons, from a day that the rule sets.</remarks>
    public bool Exempts(MemberCategory category, LocalDate day) =>
        Exemption.Categories.Contains(category)
        || (category == MemberCategory.NaturalPerson && Exemption.NaturalPersonsFrom is { } from && day >= from);

    /// <summary>Whether a day lies within the years of the right that began on a given day.</summary>
    public bool InRightDays(LocalDate begin, LocalDate day) => begin <= day && day < EndOfRight(begin);

    /// <summary>The first day after the right: the anniversary of its first day, 29 February counting as 1 March.</summary>
    public LocalDate EndOfRight(LocalDate begin)
    {
        var counted = begin is { Month: 2, Day: 29 } ? begin.PlusDays(1) : begin;
        return counted.PlusYears(RightYears);
    }
}
