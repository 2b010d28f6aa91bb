using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Exchange.Gse;
using Cer.Operations.GseRequests;
using Cer.Operations.Reconciling;
using NodaTime;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>Points that one side alone has, and units under the codes of GSE.</summary>
public class CodesTests
{
    private const string Stranger = "IT999E00000999";

    [Fact]
    public void A_point_that_only_gse_has_is_a_finding_of_its_own()
    {
        var found = PlantedYear.Hold(new(5, new OtherHand(5).Compute()) { More = file => file.Point(Stranger, 0m, 120m) });
        var one = Assert.Single(Discrepancy.Of(found));
        Assert.Equal((CauseKind.OtherPod, Stranger), (one.Cause!.Kind, one.Cause.Point));
        Assert.Contains(one.Cause.Facts, fact => fact is { Name: "known", Unit: "never" });
        Assert.Contains(one.Cause.Facts, fact => fact is { Name: "advised_withdrawn", Value: 120m, Unit: "kWh" });
    }

    [Fact]
    public void A_point_that_only_we_have_is_missing_in_the_statement()
    {
        var found = PlantedYear.Hold(new(5, PlantedCause.Hand(5, PlantedCause.Missing("IT999E00000404"))));
        var one = Assert.Single(Discrepancy.Of(found));
        Assert.Equal((CauseKind.MissingPod, "IT999E00000404"), (one.Cause!.Kind, one.Cause.Point));
    }

    [Fact]
    public void Units_under_other_codes_are_told_by_their_figures()
    {
        var found = PlantedYear.Hold(new(5, new OtherHand(5).Compute())
        {
            Unit = unit => unit is "UP-SCUOLA" or "UP-MUNICIPIO" ? $"IM_{unit.Length}_1" : unit,
        });
        var one = Assert.Single(Discrepancy.Of(found));
        Assert.Equal(CauseKind.UnitCode, one.Cause!.Kind);
        Assert.Equal(["IM_12_1 = UP-MUNICIPIO", "IM_9_1 = UP-SCUOLA"], one.Cause.Facts.Select(fact =>
            fact.Unit).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_unit_is_known_by_its_id_its_section_its_plants_censimp_and_its_point()
    {
        var codes = UnitCodes.Of(
            [Unit("UP-1", "A", "IT999E00000001"), Unit("UP-2", "B", "IT999E00000002"), Unit("UP-3", "B", "IT999E00000002")],
            [
                Declared(GseRequestSubject.Plant, "A", "censimp", "IM_0001"),
                Declared(GseRequestSubject.Plant, "B", "censimp", "IM_0002"),
                Declared(GseRequestSubject.Unit, "UP-2", "section", "SZ_2"),
            ]);
        Assert.Equal("UP-1", codes.Find(Line() with { Unit = "up-1" }));
        Assert.Equal("UP-1", codes.Find(Line() with { Unit = "IM_0001" }));
        Assert.Equal("UP-1", codes.Find(Line() with { Censimp = "im_0001" }));
        Assert.Equal("UP-2", codes.Find(Line() with { Unit = "SZ_2" }));
        Assert.Equal("UP-1", codes.Find(Line() with { Pod = "IT999E00000001" }));
        // Two units behind one plant and one point: neither is guessed.
        Assert.Null(codes.Find(Line() with { Censimp = "IM_0002" }));
        Assert.Null(codes.Find(Line() with { Pod = "IT999E00000002" }));
        Assert.Null(codes.Find(Line() with { Unit = "UP-9" }));
        Assert.Equal(["UP-1 (IM_0001, A)", "UP-2 (IM_0002, SZ_2, B)", "UP-3 (IM_0002, B)"], codes.Expected);
        Assert.Equal("UP-1", Assert.Single(codes.Ours([Line() with { Censimp = "IM_0001" }])).Unit);
        Assert.Equal("UP-9", Assert.Single(codes.Ours([Line() with { Unit = "UP-9" }])).Unit);
    }

    private static StatementLine Line() => new(2, new(2025, 5), StatementKind.Complete) { Tip = 10m };

    private static GseRequestEntry Declared(GseRequestSubject subject, string code, string fact, string value) => new(
        subject, code, 1, new Dictionary<string, string> { [fact] = value }, "test", Instant.FromUtc(2025, 1, 1, 0, 0));

    private static ProductionUnit Unit(string id, string plant, string pod) => new()
    {
        Id = id,
        Plant = plant,
        Pod = pod,
        Source = EnergySource.Photovoltaic,
        Zone = MarketZone.Cnor,
        Area = FcArea.Centro,
        PowerKw = 10m,
        InService = new(2024, 1, 1),
        Regime = TariffRegime.Tip,
        IncentiveFrom = new(2024, 1, 1),
    };
}
