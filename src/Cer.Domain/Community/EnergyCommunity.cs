using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Domain.Community;

/// <summary>One configuration as its referent declares it: members, points, units, and how the money is split.</summary>
public sealed record EnergyCommunity
{
    public required string Name { get; init; }

    public required ConfigurationKind Kind { get; init; }

    public string? PrimarySubstation { get; init; }

    public required LocalDate ConstitutedOn { get; init; }

    public required IReadOnlyList<Member> Members { get; init; }

    public required IReadOnlyList<PodMembership> Pods { get; init; }

    public required IReadOnlyList<ProductionUnit> Units { get; init; }

    public Distribution? Distribution { get; init; }

    /// <summary>Power of a plant, kW: all its units in the file, whenever they enter into service.</summary>
    public decimal PlantPower(string plant) => Units.Where(unit => unit.Plant == plant).Sum(unit => unit.PowerKw);

    /// <summary>Units by age, then by id: the order of the merit list and of every row written.</summary>
    /// <remarks>Source: TIAD, art. 1; Regole Operative p. 143. Equal dates: regulation Q11.</remarks>
    public IReadOnlyList<ProductionUnit> UnitsByAge() =>
        [.. Units.OrderBy(unit => unit.InService).ThenBy(unit => unit.Id, CodePointOrder.Instance)];
}
