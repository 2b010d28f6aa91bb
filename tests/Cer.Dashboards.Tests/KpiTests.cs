using Cer.Operations.Dashboards.Sql;
using NodaTime;

namespace Cer.Dashboards.Tests;

/// <summary>The figures people look at first, against cells that a program computed which shares nothing with this one.</summary>
public sealed class KpiTests(GoldenTown town)
{
    // October 2025 in Rome: it has a day of 25 hours.
    private static readonly SqlRange October = new(
        Instant.FromUtc(2025, 9, 30, 22, 0), Instant.FromUtc(2025, 10, 31, 23, 0) - Duration.FromMilliseconds(1));

    private const double Kwh = 0.001;
    private const double Cent = 0.005;

    private static readonly double Injected = GoldenTown.Sum("hours.csv", "injected_kwh");
    private static readonly double Withdrawn = GoldenTown.Sum("hours.csv", "withdrawn_kwh");
    private static readonly double Shared = GoldenTown.Sum("hours.csv", "shared_kwh");

    public static TheoryData<string, int, string, double, double> Figures => new()
    {
        { "cer-comune", 2, "Immessa", Injected, Kwh },
        { "cer-comune", 3, "Prelevata", Withdrawn, Kwh },
        { "cer-comune", 4, "Autoconsumo diffuso", Shared / Injected, 1e-9 },
        // No production meter: what was injected is what was made, nothing was used on the spot.
        { "cer-comune", 5, "Autosufficienza", Shared / Withdrawn, 1e-9 },
        { "cer-comune", 6, "Tariffa premio (stima)", GoldenTown.Sum("plant_hours.csv", "tip_eur"), Cent },
        { "cer-comune", 6, "Contributo di valorizzazione (stima)", GoldenTown.Sum("plant_months.csv", "cac_eur"), Cent },
        // 0.2679 kg a kWh, where the community says nothing else.
        { "cer-comune", 6, "Ore non ancora calcolate", 0, 0 },
        { "cer-comune", 7, "CO₂ evitata", Injected * 0.2679 / 1000, 1e-6 },
        { "cer-pubblico", 2, "Immessa", Injected, Kwh },
        { "cer-pubblico", 3, "Prelevata", Withdrawn, Kwh },
        { "cer-pubblico", 20, "Dati", 0, 0 },
        { "cer-pubblico", 21, "Ore non raccontate", 0, 0 },
        { "cer-pubblico", 4, "Autoconsumo diffuso", Shared / Injected, 1e-9 },
        { "cer-membro", 1, "Prelevata", Own("withdrawn_kwh"), Kwh },
        { "cer-membro", 2, "Condivisa", Own("shared_kwh"), Kwh },
        { "cer-membro", 3, "Quota condivisa", Own("shared_kwh") / Own("withdrawn_kwh"), 1e-6 },
        { "cer-liquidazione", 1, "Da distribuire", GoldenTown.Sum("members.csv", "total_eur"), Cent },
        { "cer-liquidazione", 6, "Ai membri", GoldenTown.Sum("members.csv", "total_eur"), Cent },
        { "cer-liquidazione", 6, "Ai fondi", GoldenTown.Sum("funds.csv", "total_eur"), Cent },
        { "cer-liquidazione", 11, "In attesa", 1, 0 },
        { "cer-qualita", 1, "Completezza", 1, 0 },
        { "cer-qualita", 7, "Ore mancanti", 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task A_figure_is_the_one_that_was_computed_elsewhere(
        string uid, int panel, string column, double expected, double within) =>
        Assert.InRange((await AskAsync(uid, panel)).Only(column), expected - within, expected + within);

    [Theory]
    [InlineData("cer-comune")]
    [InlineData("cer-pubblico")]
    public async Task Shared_energy_by_day_is_that_of_the_hours_of_each_day_in_Rome(string uid)
    {
        var found = await AskAsync(uid, 1);
        Assert.Equal(31, found.Rows.Count);
        Assert.InRange(found.Numbers("Energia condivisa").Sum()!.Value, Shared - Kwh, Shared + Kwh);
        // The 26th has 25 hours: from 22:00 UTC to 23:00 UTC.
        var longDay = GoldenTown.Sum("hours.csv", "shared_kwh", row => string.CompareOrdinal(row["start"], "2025-10-25T22:00:00Z") >= 0
            && string.CompareOrdinal(row["start"], "2025-10-26T23:00:00Z") < 0);
        Assert.InRange(found.Numbers("Energia condivisa")[25]!.Value, longDay - Kwh, longDay + Kwh);
    }

    [Fact]
    public async Task Every_hour_of_the_large_chart_is_the_hour_that_was_computed_elsewhere()
    {
        var found = await AskAsync("cer-comune", 8);
        var expected = GoldenTown.Table("hours.csv");
        Assert.Equal(745, expected.Count);
        Assert.Equal(
            expected.Select(row => row["start"]),
            found.Rows.Select(row => $"{(DateTime)row[0]!:yyyy-MM-ddTHH:mm:ssZ}"));
        foreach (var (column, name) in new[] { ("Immessa", "injected_kwh"), ("Prelevata", "withdrawn_kwh"), ("Condivisa", "shared_kwh") })
            Assert.All(found.Numbers(column).Zip(expected), pair => Assert.Equal(
                double.Parse(pair.Second[name], System.Globalization.CultureInfo.InvariantCulture), pair.First!.Value, 6));
        // The month is closed: nothing of it is provisional.
        Assert.All(found.Numbers("Condivisa (provvisoria)"), Assert.Null);
    }

    [Fact]
    public async Task The_parts_of_withdrawal_by_category_are_the_whole()
    {
        var found = await AskAsync("cer-comune", 12);
        Assert.InRange(found.Columns.Sum(column => found.Numbers(column.Name).Single() ?? 0), Withdrawn - Kwh, Withdrawn + Kwh);
    }

    [Fact]
    public async Task A_members_profile_is_the_part_shared_and_the_rest()
    {
        var found = await AskAsync("cer-membro", 5);
        Assert.Equal(745, found.Rows.Count);
        var (shared, grid) = (found.Numbers("Condivisa").Sum()!.Value, found.Numbers("Dalla rete").Sum()!.Value);
        Assert.InRange(shared, Own("shared_kwh") - Kwh, Own("shared_kwh") + Kwh);
        Assert.InRange(shared + grid, Own("withdrawn_kwh") - Kwh, Own("withdrawn_kwh") + Kwh);
    }

    [Fact]
    public async Task A_members_payments_are_what_it_was_dealt()
    {
        var found = await AskAsync("cer-membro", 11);
        Assert.InRange(found.Only("Lordo"), Own("total_eur") - Cent, Own("total_eur") + Cent);
        // Nobody has begun to approve: what will be withheld is not known.
        Assert.Equal([null], found.Numbers("Netto"));
        Assert.Equal(["2025-10"], found.Texts("Mese"));
        Assert.Equal(["due"], found.Texts("Stato"));
    }

    [Fact]
    public async Task Payouts_that_are_still_to_be_approved_are_not_said_to_be_right() =>
        Assert.Equal([null], (await AskAsync("cer-liquidazione", 10)).Numbers("Differenza"));

    private static double Own(string column) => GoldenTown.Sum("members.csv", column, row => row["member"] == GoldenTown.Member);

    private Task<PanelRows> AskAsync(string uid, int panel)
    {
        var board = BoardFiles.Boards.Find(uid)!;
        return town.Room.AskAsync(board, board.Panels.Single(known => known.Id == panel).Queries.Single().Sql, October);
    }
}
