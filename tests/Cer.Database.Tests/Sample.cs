using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>Invented things that the tests store.</summary>
internal static class Sample
{
    public static readonly Pod School = Pod.Parse("IT999E00000001", null);
    public static readonly Pod Hall = Pod.Parse("IT999E00000002", null);
    public static readonly Pod Stranger = Pod.Parse("IT999E00000099", null);
    public static readonly Instant Noon = Instant.FromUtc(2026, 1, 14, 11, 0);

    public static EnergyCommunity Community { get; } = new()
    {
        Name = "Esempio",
        Kind = ConfigurationKind.Cer,
        PrimarySubstation = "AC999E00421",
        ConstitutedOn = new(2024, 3, 1),
        Members =
        [
            new("comune", "Comune di Esempio", MemberCategory.LocalAuthority, false),
            new("bottega", "Bottega d'Arte", MemberCategory.Sme, true),
        ],
        Pods =
        [
            new(School.Code, "comune", Voltage.Low, new(2024, 3, 1), new(2025, 12, 31)),
            new(School.Code, "bottega", Voltage.Low, new(2026, 1, 1), null),
            new(Hall.Code, "comune", Voltage.Medium, new(2024, 3, 1), null),
        ],
        Units =
        [
            Unit("UP-SCUOLA", "SCUOLA", School, 20.5m),
            Unit("UP-B", "SALA", Hall, 40m),
            Unit("UP-A", "SALA", Hall, 30m),
        ],
        Distribution = new(
            [
                new("gestione", 10m, null),
                new(null, 45.5m, new(["comune"], DistributionKey.Injected, Weights())),
                new(null, null, new(["bottega", "comune"], DistributionKey.Fixed, Weights(("comune", 1.25m)))),
            ],
            new(new(["comune"], DistributionKey.SharedHourly, Weights()), "fondo-sociale")),
    };

    public static CommunityDefinition Definition { get; } =
        new(Community, [new("2028.yaml", "id: later\nfrom: 2028-01-01\n")], "name: Esempio\n");

    public static Energy Kwh(decimal amount) => Energy.FromKilowattHours(amount);

    public static Reading Hour(Pod pod, Instant start, decimal withdrawn) =>
        new() { Pod = pod, Start = start, Minutes = 60, Withdrawn = Kwh(withdrawn), Injected = Energy.Zero };

    public static Reading Quarter(Pod pod, int quarter, decimal withdrawn) => new()
    {
        Pod = pod,
        Start = Noon + Duration.FromMinutes(15 * quarter),
        Minutes = 15,
        Withdrawn = Kwh(withdrawn),
    };

    public static IntakeRecord Message(CommunityId community, params IReadOnlyList<LineFinding> lines) => new()
    {
        Community = community,
        Source = IntakeSource.Rest,
        Account = "gateway",
        Device = "c2g-0A1B2C3D4",
        ResourceId = "SCP-1_Esempio-1_M1ElectricUserDevice-2.0_20260101000000",
        MessageTimestamp = Noon,
        Raw = "{ }"u8.ToArray(),
        Lines = lines,
        ReceivedAt = Noon + Duration.FromSeconds(5),
    };

    public static LineFinding Stored(int line, Reading reading) => new(line, LineOutcome.Stored, Reading: reading);

    private static Dictionary<string, decimal> Weights(params (string Member, decimal Weight)[] weights) =>
        weights.ToDictionary(weight => weight.Member, weight => weight.Weight);

    private static ProductionUnit Unit(string id, string plant, Pod pod, decimal power) => new()
    {
        Id = id,
        Plant = plant,
        Pod = pod.Code,
        Source = EnergySource.Photovoltaic,
        Zone = MarketZone.Cnor,
        Area = FcArea.Centro,
        PowerKw = power,
        InService = new(2024, 4, 10),
        Regime = TariffRegime.Tip,
        IncentiveFrom = new(2024, 5, 1),
        GrantPercent = 12.5m,
    };
}
