using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Operations.Homes.Mapping;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Tests.Homes.Mapping;

/// <summary>The counters that a community needs, by what its referent declared.</summary>
public sealed class MeterNeedsTests
{
    private static readonly LocalDate From = new(2024, 3, 1);
    private static readonly LocalDate Today = new(2026, 11, 3);

    [Fact]
    public void A_plant_needs_one_its_point_two_more_a_family_one_and_whoever_left_none()
    {
        var needs = Of(Town([Unit("UP-SCUOLA", "IT999E00000101")]));
        Assert.Equal(
            [
                "IT999E00000101//Produced Plant UP-SCUOLA", "IT999E00000101//Injected Building UP-SCUOLA",
                "IT999E00000101//Withdrawn Building UP-SCUOLA", "IT999E00000401//Withdrawn Point Famiglia Alloro …0401",
            ],
            needs.Select(need => $"{need.Key} {need.Use} {need.Name}"));
        Assert.Equal(20m, needs[0].PowerKw);
        Assert.All(needs.Take(3), need => Assert.Equal(["scuola"], need.Words));
        Assert.Equal(["alloro"], needs[3].Words);
    }

    [Fact]
    public void Of_a_point_with_two_plants_each_is_named_and_what_it_gives_is_not_asked()
    {
        var needs = Of(Town([Unit("UP-NORD", "IT999E00000101"), Unit("UP-SUD", "IT999E00000101")]));
        Assert.Equal(
            ["IT999E00000101/UP-NORD/Produced", "IT999E00000101/UP-SUD/Produced", "IT999E00000101//Withdrawn", "IT999E00000401//Withdrawn"],
            needs.Select(need => need.Key));
    }

    [Fact]
    public void A_device_that_stands_at_the_point_and_a_name_that_a_person_gave_are_known()
    {
        var devices = new Dictionary<string, Device>
        {
            ["c2g-0A1B2C3D4"] = new("c2g-0A1B2C3D4", Pod.Parse("IT999E00000401", null)),
            ["gone"] = new("gone", Pod.Parse("IT999E00000401", null)) { RetiredAt = Instant.FromUtc(2026, 1, 1, 0, 0) },
        };
        var family = Of(
            Town([]),
            devices,
            new() { ["IT999E00000401//Withdrawn"] = "Casa del custode" },
            new() { ["IT999E00000401//Withdrawn"] = "sensor.custode" }).Single(need => need.Pod == "IT999E00000401");
        Assert.Equal(["c2g-0A1B2C3D4"], family.Devices);
        Assert.Equal(("Casa del custode", "sensor.custode"), (family.Name, family.Confirmed));
        Assert.Equal(["alloro", "casa", "custode"], family.Words);
    }

    private static IReadOnlyList<MeterNeed> Of(
        EnergyCommunity community,
        Dictionary<string, Device>? devices = null,
        Dictionary<string, string>? names = null,
        Dictionary<string, string>? confirmed = null) => MeterNeeds.Of(
            community, new(new(1), new Dictionary<Pod, IReadOnlyList<string>>(), devices ?? []), Today, names ?? [], confirmed ?? []);

    private static EnergyCommunity Town(ProductionUnit[] units) => new()
    {
        Name = "Prova",
        Kind = ConfigurationKind.Cer,
        ConstitutedOn = From,
        Members =
        [
            new("comune", "Comune di Prova", MemberCategory.LocalAuthority, false),
            new("fam", "Famiglia Alloro", MemberCategory.NaturalPerson, false),
        ],
        Pods =
        [
            new("IT999E00000101", "comune", Voltage.Low, From, null),
            new("IT999E00000401", "fam", Voltage.Low, From, null),
            new("IT999E00000402", "fam", Voltage.Low, From, new LocalDate(2025, 12, 31)),
        ],
        Units = units,
    };

    private static ProductionUnit Unit(string id, string pod) => new()
    {
        Id = id,
        Plant = id,
        Pod = pod,
        Source = EnergySource.Photovoltaic,
        Zone = MarketZone.Cnor,
        Area = FcArea.Centro,
        PowerKw = 20,
        InService = From,
        IncentiveFrom = From,
        Regime = TariffRegime.Tip,
    };
}
