using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Domain.Community;

/// <summary>A production unit (UP): one generator with a date of its own behind a point of delivery.</summary>
public sealed record ProductionUnit
{
    public required string Id { get; init; }

    /// <summary>Units with the same plant are one plant: its power picks the bracket and the fee.</summary>
    public required string Plant { get; init; }

    public required string Pod { get; init; }

    public required EnergySource Source { get; init; }

    public required MarketZone Zone { get; init; }

    public required FcArea Area { get; init; }

    public Voltage Voltage { get; init; } = Voltage.Low;

    /// <summary>Power of this unit, kW.</summary>
    public required decimal PowerKw { get; init; }

    /// <summary>Day of entry into service.</summary>
    public required LocalDate InService { get; init; }

    public required TariffRegime Regime { get; init; }

    /// <summary>Flat rate of a 42-bis unit, EUR/MWh; the rule set's when null.</summary>
    public decimal? FlatRate { get; init; }

    /// <summary>First day of the right to the tariff.</summary>
    public required LocalDate IncentiveFrom { get; init; }

    /// <summary>Intensity of the capital grant, per cent.</summary>
    public decimal GrantPercent { get; init; }

    /// <summary>Po: power owed by the building obligation, kW.</summary>
    public decimal ObligationKw { get; init; }

    /// <summary>Power that used the Superbonus, kW.</summary>
    public decimal SuperbonusKw { get; init; }

    /// <summary>Whether the unit stands in the building of a group (GAC).</summary>
    public bool InsideBuilding { get; init; } = true;

    public bool HasGrant => GrantPercent > 0;

    /// <summary>Last day on which a plant counts as existing, without a right to the TIP: DM 414/2023.</summary>
    public static LocalDate LastDayOfOldPlants => new(2021, 12, 15);

    public static TariffRegime RegimeByDefault(LocalDate inService) =>
        inService <= LastDayOfOldPlants ? TariffRegime.None : TariffRegime.Tip;
}
