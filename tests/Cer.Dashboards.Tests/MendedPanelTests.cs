using System.Text.RegularExpressions;
using Cer.Domain;
using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Sql;
using NodaTime;
using Npgsql;

namespace Cer.Dashboards.Tests;

/// <summary>Figures that once said more than is known.</summary>
public sealed partial class MendedPanelTests(BoardTown town)
{
    private static Instant Now => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    private static LocalDate Today => Now.InZone(MarketHour.Rome).Date;

    private static SqlRange Month => new(MarketHour.StartOf(Today.PlusDays(-30)), Now);

    [Fact]
    public void What_everybody_reads_comes_from_views_of_its_own()
    {
        var board = BoardFiles.Boards.Find(Board.PublicUid)!;
        var read = board.Panels.SelectMany(panel => panel.Queries)
            .SelectMany(query => View().Matches(query.Sql.Expand(Month, _ => ["1"]).Text).Select(match => match.Value)).ToArray();
        Assert.Contains("rep.open_hour", read);
        Assert.All(read, view => Assert.StartsWith("rep.open_", view, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_demonstration_says_in_both_languages_that_it_is_invented()
    {
        Assert.Equal(1, (await AskAsync(Board.PublicUid, 20)).Only("Dati"));
        var board = BoardFiles.Boards.Find(Board.PublicUid)!;
        Assert.Contains("\"Dati inventati: dimostrazione\"", BoardFiles.Text(board.Name), StringComparison.Ordinal);
        Assert.Equal("Invented data: demonstration", board.English.Panel(20).Mappings!["Dati inventati: dimostrazione"]);
    }

    [Fact]
    public async Task Everybody_is_told_days_that_are_over_alone()
    {
        var hours = (await AskAsync(Board.PublicUid, 8)).Rows.Select(row => (DateTime)row[0]!).ToArray();
        Assert.NotEmpty(hours);
        Assert.All(hours, hour => Assert.True(hour < MarketHour.StartOf(Today).ToDateTimeUtc()));
        var plants = (await AskAsync(Board.PublicUid, 15)).Rows.Select(row => (DateTime)row[0]!);
        Assert.All(plants, hour => Assert.True(hour < MarketHour.StartOf(Today).ToDateTimeUtc()));
    }

    [Fact]
    public async Task Hours_whose_incentives_are_not_computed_are_counted()
    {
        // Two months are settled; of the running one there is no amount.
        var first = MarketHour.StartOf(new(Today.Year, Today.Month, 1));
        var hours = (await AskAsync("cer-comune", 8, Month with { From = first })).Rows.Count;
        var found = await AskAsync("cer-comune", 6, Month with { From = first });
        Assert.Equal(hours, found.Only("Ore non ancora calcolate"));
        Assert.Equal([null], found.Numbers("Tariffa premio (stima)"));
    }

    [Fact]
    public async Task A_plants_state_is_told_of_days_that_are_over()
    {
        var days = (await AskAsync("cer-impianti", 5)).Rows.Select(row => (DateTime)row[0]!).Distinct().ToArray();
        Assert.Contains(MarketHour.StartOf(Today.PlusDays(-1)).ToDateTimeUtc(), days);
        Assert.DoesNotContain(MarketHour.StartOf(Today).ToDateTimeUtc(), days);
    }

    [Fact]
    public async Task Lamps_that_nobody_measures_have_no_use_and_not_zero()
    {
        var before = new SqlRange(Instant.FromUtc(2015, 1, 1, 0, 0), Instant.FromUtc(2015, 2, 1, 0, 0));
        Assert.Equal([null], (await AskAsync("cer-impianti", 8, before)).Numbers("Consumo diurno"));
        Assert.NotNull((await AskAsync("cer-impianti", 8)).Numbers("Consumo diurno").Single());
    }

    [Fact]
    public async Task A_deviation_is_not_told_while_our_figure_of_an_advised_month_is_missing()
    {
        const string Advise = """
            insert into core.money_entry (community_id, standing, month, kind, cents, on_day, source, entered_by, entered_at)
            select id, 'advised', (date_trunc('month', now()) - interval '5 months')::date, 'advance', 5000, current_date, 'prova', 'test',
              now() from core.community
            """;
        Assert.NotNull(Assert.Single((await AskAsync("cer-liquidazione", 2)).Numbers("Scostamento")));
        Assert.Equal([DBNull.Value], await ChangedAsync(Advise, "cer-liquidazione", 2, "Scostamento"));
    }

    [GeneratedRegex(@"\brep\.[a-z_]+")]
    private static partial Regex View();

    private Task<PanelRows> AskAsync(string uid, int panel, SqlRange? range = null)
    {
        var board = BoardFiles.Boards.Find(uid)!;
        return town.Room.AskAsync(board, Query(board, panel), range ?? Month);
    }

    private static SqlTemplate Query(Board board, int panel) => board.Panels.Single(known => known.Id == panel).Queries.Single().Sql;

    /// <summary>A column of what a panel would be told after a change that is taken back.</summary>
    private async Task<List<object>> ChangedAsync(string change, string uid, int panel, string column, SqlRange? range = null)
    {
        await using var connection = await town.Database.Admin.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var act = new NpgsqlCommand(change, connection)) await act.ExecuteNonQueryAsync();
        var sql = Query(BoardFiles.Boards.Find(uid)!, panel).Expand(range ?? Month, _ => [$"{town.Community.Value}"]);
        await using var command = new NpgsqlCommand(sql.Text, connection);
        foreach (var value in sql.Parameters)
            command.Parameters.Add(new() { Value = value is Instant instant ? instant.ToDateTimeUtc() : value });
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<object>();
        while (await reader.ReadAsync()) found.Add(reader[column]);
        return found;
    }
}
