using NodaTime;

namespace Cer.Dashboards.Tests;

/// <summary>The board of causes: three differences of a closed month, found forty days ago, and one dossier.</summary>
public sealed class CausesTests(BoardTown town)
{
    private const string Uid = "cer-riconciliazione";

    [Theory]
    [InlineData(1, "Aperte", 3)]
    [InlineData(2, "Importo", 23.75)]
    [InlineData(3, "Senza causa", 1)]
    [InlineData(4, "Dossier", 1)]
    public async Task The_sums_are_those_of_the_open_differences(int panel, string column, double expected) =>
        Assert.Equal(expected, (await AskAsync(panel)).Only(column), 9);

    [Fact]
    public async Task Each_cause_has_its_number_and_amount_the_largest_first()
    {
        var found = await AskAsync(6);
        Assert.Equal(["price_zone", "unexplained", "missing_pod"], found.Texts("Causa"));
        Assert.Equal([12.5, 7, 4.25], found.Numbers("Importo"));
        var each = await AskAsync(9);
        Assert.Equal([-12.5, 7, 4.25], each.Numbers("Importo"));
        Assert.Equal([0, 1, 0], each.Numbers("Dossier"));
    }

    [Fact]
    public async Task They_are_forty_days_old_and_stand_in_the_column_of_that_age()
    {
        var found = await AskAsync(8);
        Assert.Equal(
            [0, 3, 0, 0],
            new[] { "Fino a 30 giorni", "Da 31 a 90 giorni", "Da 91 a 180 giorni", "Oltre 180 giorni" }
                .Select(age => found.Only(age)));
    }

    [Fact]
    public async Task A_month_has_what_is_explained_beside_what_is_not_and_its_three_figures_and_payment_day()
    {
        var month = await AskAsync(7);
        Assert.Equal(16.75, month.Only("Con una causa"), 9);
        Assert.Equal(7, month.Only("Senza causa"), 9);
        // 123.45 advised, 120.00 received.
        var day = await AskAsync(10);
        Assert.Equal(123.45, day.Only("Comunicato dal GSE"), 9);
        Assert.Equal(120, day.Only("Incassato"), 9);
        var row = await AskAsync(12);
        Assert.Equal(["differs"], row.Texts("Esito"));
        Assert.Equal(3, row.Only("Differenze"));
    }

    private Task<PanelRows> AskAsync(int panel)
    {
        var board = BoardFiles.Boards.Find(Uid)!;
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        return town.Room.AskAsync(
            board, board.Panels.Single(known => known.Id == panel).Queries.Single().Sql, new(now - Duration.FromDays(365), now));
    }
}
