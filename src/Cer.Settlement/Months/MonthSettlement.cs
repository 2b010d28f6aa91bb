using Cer.Domain;
using Cer.Domain.Codes;

namespace Cer.Settlement.Months;

/// <summary>A month settled on its own: energies, tariffs and what is due to each unit; the members' money comes later.</summary>
public sealed record MonthSettlement
{
    public required MarketMonth Month { get; init; }

    /// <summary>The energies of the month.</summary>
    public required MonthEnergies Energies { get; init; }

    /// <summary>The energies by hour; empty once the hours have been let go.</summary>
    public required HourTotals Hours { get; init; }

    /// <summary>The points left out of each hour; null when none.</summary>
    public required IReadOnlyList<IReadOnlyList<string>?> MissingPods { get; init; }

    /// <summary>Units with an active hour, by age.</summary>
    public required IReadOnlyList<UnitHours> UnitHours { get; init; }

    /// <summary>The same units, summed up.</summary>
    public required IReadOnlyList<UnitMonth> Units { get; init; }

    /// <summary>Members with a point in the configuration, by id.</summary>
    public required IReadOnlyList<MemberMonth> Members { get; init; }

    public required MonthStatus Status { get; init; }

    /// <summary>Why the month is not final.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>TIP and flat tariff of all units: the sum of their cents.</summary>
    public Money Premium => Units.Aggregate(Money.Zero, (sum, unit) => sum + unit.Premium);

    /// <summary>CAC of all units: the sum of their cents; null while the rate is not confirmed.</summary>
    public Money? Cac { get; init; }

    /// <summary>The same month without its hours, which weigh most of it.</summary>
    public MonthSettlement WithoutHours() => this with { Hours = new(0), MissingPods = [], UnitHours = [] };
}
