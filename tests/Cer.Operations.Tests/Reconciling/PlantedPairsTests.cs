using Cer.Operations.Reconciling;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>Two causes in one month are both found, each with its part, and neither is taken for the other or for a third.</summary>
public class PlantedPairsTests
{
    private static readonly Lazy<ReconciledMonth[]> Held =
        new(() => [.. PlantedPair.All.Select(pair => PlantedYear.Hold(pair.Stated))]);

    public static TheoryData<int, string> Pairs =>
        [.. PlantedPair.All.Select((pair, place) => new TheoryDataRow<int, string>(place, pair.Name))];

    [Theory, MemberData(nameof(Pairs))]
    public void Both_are_found_and_nothing_else(int place, string name)
    {
        var (pair, found) = (PlantedPair.All[place], Held.Value[place]);
        Assert.Equal(Agreement.Differs, found.Agreement);
        var expected = new[] { (pair.First.Kind, pair.First.Point), (pair.Second.Kind, pair.Second.Point) };
        Assert.All(found.Differences, row =>
        {
            Assert.True(row.Causes.Count > 0 && row.Causes[0].Explains, $"{name}: {Words(row)}");
            Assert.All(Named(row.Causes[0]), one => Assert.True(expected.Contains((one.Kind, one.Point)), $"{name}: {Words(row)}"));
        });
        Assert.Equal(
            expected.Order(),
            Discrepancy.Of(found).Select(one => (one.Cause!.Kind, one.Cause.Point)).Order());
    }

    [Theory, MemberData(nameof(Pairs))]
    public void The_parts_of_the_money_are_those_that_another_hand_computes(int place, string name)
    {
        var (pair, found) = (PlantedPair.All[place], Held.Value[place]);
        var truth = pair.Truth;
        var tips = found.Differences.Where(row => row.Key is { Item: ReconciledItem.Tip, Scope.Length: > 0 }).ToArray();
        Assert.NotEmpty(tips);
        Assert.Contains(found.Differences, row => row.Causes[0].Parts.Count == 2 || place is 4);
        foreach (var row in tips.Where(row => row.Causes[0].Parts.Count == 2))
        {
            var parts = row.Causes[0].Parts;
            var first = pair.First.Kind == parts[0].Kind && pair.First.Point == parts[0].Point ? pair.First : pair.Second;
            // What the one alone makes of it, and what the other adds on top.
            var expected = pair.With(first).Due[row.Key.Scope].Tip - truth.Due[row.Key.Scope].Tip;
            Assert.True(Math.Abs(parts[0].Part - expected) <= 0.01m, $"{name}: expected {expected}, {Words(row)}");
            Assert.True(Math.Abs(parts[0].Part + parts[1].Part - row.Difference!.Value) <= 0.01m, $"{name}: {Words(row)}");
        }

        // What the discrepancies amount to is what differs.
        var eur = found.Differences.Where(row => row.Key.Item is ReconciledItem.Tip or ReconciledItem.Cac).Sum(row =>
            row.Difference!.Value);
        Assert.True(Math.Abs(eur - Discrepancy.Of(found).Sum(one => one.Eur)) <= 0.15m, name);
    }

    [Fact]
    public void Late_data_and_another_zone_are_told_apart()
    {
        var found = PlantedYear.Hold(new(12, PlantedCause.Hand(12, PlantedCause.Zone)) { Late = ("IT999E00000503", 5) });
        Assert.Equal(
            [CauseKind.LateData, CauseKind.PriceZone], Discrepancy.Of(found).Select(one => one.Cause?.Kind ?? CauseKind.Rounding));
    }

    [Fact]
    public void A_point_that_was_missing_already_and_a_recalculation_are_told_apart()
    {
        var missing = PlantedCause.Missing("IT999E00000404");
        var found = PlantedYear.Hold(new(5, PlantedCause.Hand(5, missing, PlantedCause.Scaled("IT999E00000504", 105)))
        {
            Former = PlantedCause.Hand(5, missing),
        });
        Assert.Equal(
            [CauseKind.MissingPod, CauseKind.Recalculation], Discrepancy.Of(found).Select(one => one.Cause?.Kind ?? CauseKind.Rounding));
    }

    [Fact]
    public void Without_energies_of_points_two_missing_points_are_found_by_what_is_shared()
    {
        var causes = new[] { PlantedCause.Missing("IT999E00000404"), PlantedCause.Missing("IT999E00000501") };
        var found = PlantedYear.Hold(new(5, PlantedCause.Hand(5, causes)) { TellsPoints = false });
        Assert.Equal(
            ["IT999E00000404", "IT999E00000501"], Discrepancy.Of(found).Select(one => one.Cause?.Point ?? "none").Order());
    }

    [Fact]
    public void Of_three_causes_what_two_do_not_explain_is_said_to_be_unexplained()
    {
        var found = PlantedYear.Hold(new(4, PlantedCause.Hand(
            4, PlantedCause.Missing("IT999E00000404"), PlantedCause.Zone, PlantedCause.Bracket("UP-MUNICIPIO", 70, 110))));
        Assert.All(found.Differences, row => Assert.All(row.Causes.Where(cause => cause.Explains).Take(1), cause => Assert.All(
            Named(cause), one => Assert.True(one.Kind is CauseKind.MissingPod or CauseKind.PriceZone or CauseKind.PowerBracket,
                Words(row)))));
        Assert.Contains(found.Differences, row => row is { Key: { Item: ReconciledItem.Tip, Scope: "UP-MUNICIPIO" }, Cause: null });
    }

    [Fact]
    public void Fees_and_a_small_payment_that_waits_are_two_causes_of_one_credit()
    {
        var truth = new OtherHand(8).Compute();
        var found = PlantedYear.Hold(new(8, truth)
        {
            // 37.40 EUR is below the minimum and waits; 146.40 EUR of fees (120 and 22 %) are taken from what came before.
            More = file => file.Charge("Altro", 37.40m - file.Net),
            Kept = 37.40m + 146.40m,
        });
        var row = Assert.Single(found.Differences, row => row.Key.Item == ReconciledItem.Received);
        Assert.Equal(-183.80m, row.Difference);
        Assert.Equal([(CauseKind.FeeNetting, -146.40m), (CauseKind.MinimumPayout, -37.40m)],
            row.Causes[0].Parts.Select(part => (part.Kind, part.Part)));
    }

    private static IEnumerable<(CauseKind Kind, string? Point)> Named(RankedCause cause) => cause.Parts.Count == 0
        ? [(cause.Kind, cause.Point)]
        : cause.Parts.Select(part => (part.Kind, part.Point));

    private static string Words(ReconciledRow row) =>
        $"{row.Key.Item} {row.Key.Scope}: {row.Accrued} {row.Advised} {row.Received} differ by {row.Difference}; "
        + string.Join(" | ", row.Causes.Select(cause => $"{cause.Kind} {cause.Point} {cause.About} leaves {cause.Residual} "
            + string.Join(" + ", cause.Parts.Select(part => $"{part.Kind} {part.Point} {part.Part}"))));
}
