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
    public async Task Use_on_the_spot_that_is_not_known_is_no_zero()
    {
        const string Unmeasured = "update core.plant_sum set measured = false, produced_ukwh = injected_ukwh";
        Assert.Contains((await AskAsync("cer-impianti", 4)).Numbers("Autoconsumata"), kwh => kwh > 0);
        Assert.All(await ChangedAsync(Unmeasured, "cer-impianti", 4, "Autoconsumata"), kwh => Assert.Equal(DBNull.Value, kwh));
        Assert.All(await ChangedAsync(Unmeasured, "cer-impianti", 4, "Impianto"), name => Assert.EndsWith(" *", (string)name));

        // Of no hour is it known what the buildings used themselves: their whole consumption is not known, and their days neither.
        const string Unknown = "update core.place_sum set self_ukwh = null";
        Assert.All(await ChangedAsync(Unknown, "cer-impianti", 9, "Consumo"), kwh => Assert.Equal(DBNull.Value, kwh));
        Assert.All(await ChangedAsync(Unknown, "cer-impianti", 10, "Giorno"), kw => Assert.Equal(DBNull.Value, kw));
    }

    [Fact]
    public async Task A_sum_of_a_part_of_the_span_says_so()
    {
        // Whole days, all of them over and all of them known.
        var days = new SqlRange(MarketHour.StartOf(Today.PlusDays(-12)), MarketHour.StartOf(Today.PlusDays(-10)));
        const string Whole = """
            insert into core.place_sum (community_id, starts_at, pod_id, withdrawn_ukwh, self_ukwh)
            select point.community_id, hour, point.pod_id, 1000000, 500000
            from core.municipal_point as point
            cross join generate_series(date_trunc('day', now(), 'Europe/Rome') - interval '13 days',
              date_trunc('day', now(), 'Europe/Rome') - interval '9 days', interval '1 hour') as hour
            on conflict (community_id, pod_id, starts_at) do update set withdrawn_ukwh = 1000000, self_ukwh = 500000
            """;
        Assert.All(await ChangedAsync(Whole, "cer-impianti", 9, "Edificio", days), name => Assert.DoesNotContain("*", (string)name));
        // A kWh and a half an hour, of all the hours of two days, or of those of one.
        var hours = (days.To - days.From).TotalHours;
        Assert.All(
            await ChangedAsync(Whole, "cer-impianti", 9, "Consumo", days),
                kwh => Assert.InRange((double)kwh, (1.5 * hours) - 0.1, (1.5 * hours) + 1.6));
        const string Half = Whole + """
            ; delete from core.place_sum where starts_at < date_trunc('day', now(), 'Europe/Rome') - interval '11 days'
            """;
        Assert.All(await ChangedAsync(Half, "cer-impianti", 9, "Edificio", days), name => Assert.EndsWith(" *", (string)name));
        Assert.All(
            await ChangedAsync(Half, "cer-impianti", 9, "Consumo", days),
                kwh => Assert.InRange((double)kwh, 20, (1.5 * hours) - 20));
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
