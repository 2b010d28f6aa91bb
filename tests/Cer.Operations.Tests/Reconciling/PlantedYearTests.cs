using Cer.Operations.Reconciling;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>Twelve discrepancies in a year of Magliano, planted by another hand than the one that looks for them.</summary>
public class PlantedYearTests
{
    private static readonly Lazy<IReadOnlyList<ReconciledMonth>> Planted = new(() => new PlantedYear(Plant.Year).Reconcile());

    public static TheoryData<int> Months => [.. Enumerable.Range(1, 12)];

    [Fact]
    public void A_year_in_which_nothing_is_planted_agrees_to_the_cent_in_every_line()
    {
        var months = new PlantedYear(new Dictionary<int, CauseKind>()).Reconcile();
        Assert.Equal(12, months.Count);
        Assert.All(months, month =>
        {
            Assert.Empty(month.Differences.Select(Words));
            Assert.Equal(Agreement.Agrees, month.Agreement);
            // 40 points twice, the units four times, and the money of the month.
            Assert.InRange(month.Rows.Count, 80 + 12 + 3, 80 + 24 + 3);
        });
    }

    [Theory, MemberData(nameof(Months))]
    public void Each_planted_discrepancy_is_found_with_its_cause_in_the_first_place(int month)
    {
        var found = Planted.Value[month - 1];
        Assert.Equal(Agreement.Differs, found.Agreement);
        var differences = found.Differences.ToArray();
        Assert.NotEmpty(differences);
        Assert.All(differences, row =>
        {
            Assert.NotEmpty(row.Causes);
            Assert.True(row.Causes[0].Kind == Plant.Year[month], Words(row));
            Assert.True(row.Causes[0].Explains, Words(row));
        });
    }

    [Fact]
    public void Every_kind_of_cause_is_planted_once() =>
        Assert.Equal(
            Enum.GetValues<CauseKind>().Except([CauseKind.OtherPod, CauseKind.UnitCode, CauseKind.AreaCorrection,
                CauseKind.LatePayment]).Order(),
            Plant.Year.Values.Order());

    [Fact]
    public void A_point_is_named_where_a_point_is_the_cause()
    {
        Assert.Equal("IT999E00000404", First(1).Point);
        Assert.Equal("IT999E00000501", First(2).Point);
        Assert.Equal("IT999E00000407", First(3).Point);
        Assert.Contains(First(3).Facts, fact => fact is { Name: "from", Unit: "2025-03-12" });
        Assert.Equal("CSUD", First(4).About);
        Assert.Contains(First(5).Facts, fact => fact is { Name: "bracket_up_to", Value: 600m });
        Assert.Equal("none_exempt", First(6).About);
        Assert.Contains(First(8).Facts, fact => fact is { Name: "waits", Value: 37.40m });
        Assert.Equal("hour", First(10).About);

        static RankedCause First(int month) => Planted.Value[month - 1].Differences.First().Causes[0];
    }

    private static string Words(ReconciledRow row) =>
        $"{row.Key.Item} {row.Key.Scope}: {row.Accrued} {row.Advised} {row.Received} differ by {row.Difference}; "
        + string.Join(" | ", row.Causes.Select(cause => $"{cause.Kind} {cause.Point} {cause.About} leaves {cause.Residual}"));
}
