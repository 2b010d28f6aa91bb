using Cer.Domain.Metering;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>What one of the user-device UrbanDatasets tells, and by which property names.</summary>
/// <remarks>
/// Source: ENEA's ontology pages of M1ElectricUserDevice (exchange meter, Chain 2 frames CF1 to CF4) and
/// M2ElectricUserDevice (production meter, CF101 and CF103). Which properties must be there is our profile.
/// </remarks>
internal sealed record UserDeviceProfile
{
    public const string Device = "UserDeviceID";
    public const string Point = "PODID";
    public const string Community = "EnergyCommunityID";
    public const string Serial = "MeterID";

    private static readonly string[] Shared =
    [
        Device, Point, "period", "start_ts", "end_ts", "timestamp", "coordinates", Community,
        "Chain2WeaveCode", "ElectricityEndUseCode", "TownCode", Serial, "MeterSchemeID", "PrimarySubstationID",
    ];

    public static readonly UserDeviceProfile M1 = new()
    {
        DatasetId = "M1ElectricUserDevice-2.0",
        Role = MeterRole.Exchange,
        Energies =
        [
            new("WithdrawnActiveEnergy", Direction.Withdrawn, IsTotal: false),
            new("FeedInActiveEnergy", Direction.Injected, IsTotal: false),
            new("WithdrawnActiveEnergyReading", Direction.Withdrawn, IsTotal: true),
            new("FeedInActiveEnergyReading", Direction.Injected, IsTotal: true),
        ],
        Sides =
        [
            new("WithdrawnActivePower", SideQuantity.WithdrawnPower),
            new("FeedInActivePower", SideQuantity.InjectedPower),
            new("WithdrawnCapacitiveEnergy", SideQuantity.WithdrawnCapacitiveEnergy),
            new("WithdrawnInductiveEnergy", SideQuantity.WithdrawnInductiveEnergy),
            new("FeedInCapacitiveEnergy", SideQuantity.InjectedCapacitiveEnergy),
            new("FeedInInductiveEnergy", SideQuantity.InjectedInductiveEnergy),
        ],
        Known = [.. Shared],
    };

    public static readonly UserDeviceProfile M2 = new()
    {
        DatasetId = "M2ElectricUserDevice-2.0",
        Role = MeterRole.Production,
        Energies =
        [
            new("ProducedActiveEnergy", Direction.Produced, IsTotal: false),
            new("ProducedActiveEnergyReading", Direction.Produced, IsTotal: true),
        ],
        Sides =
        [
            new("ProducedActivePower", SideQuantity.ProducedPower),
            new("ProducedCapacitiveEnergy", SideQuantity.ProducedCapacitiveEnergy),
            new("ProducedInductiveEnergy", SideQuantity.ProducedInductiveEnergy),
        ],
        Known = [.. Shared],
    };

    public required string DatasetId { get; init; }

    public required MeterRole Role { get; init; }

    public required IReadOnlyList<EnergyProperty> Energies { get; init; }

    /// <summary>Powers and reactive energies: none is needed, and one that cannot be read is warned of.</summary>
    public required IReadOnlyList<SideProperty> Sides { get; init; }

    /// <summary>Names that may stand in a line beside these without being remarked.</summary>
    public required HashSet<string> Known { get; init; }

    public static UserDeviceProfile? Of(string datasetId) =>
        datasetId == M1.DatasetId ? M1 : datasetId == M2.DatasetId ? M2 : null;
}
