using Cer.Domain;
using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Sql;
using NodaTime;

namespace Cer.Dashboards.Tests;

/// <summary>Every statement of every dashboard, under its role, on the invented community.</summary>
public sealed class EveryPanelTests(BoardTown town)
{
    // What must be empty in every community.
    private static readonly (string Uid, int Panel)[] Empty = [("cer-qualita", 9)];

    // What may be sound in the last weeks: of the whole time there is something to show.
    private static readonly (string Uid, int Panel)[] Sound = [("cer-qualita", 4)];

    private static readonly (string Uid, int Panel)[] OfRoofs = [("cer-membro", 4)];

    // Values of these are names of columns, not texts for people.
    private static readonly string[] OwnColumns = ["time", "metric", "value"];

    public static TheoryData<string, int> Panels => [.. BoardFiles.Boards.Boards
        .SelectMany(board => board.Panels.Where(panel => panel.Queries.Count > 0).Select(panel => (board.Uid, panel.Id)))];

    public static TheoryData<string> Uids => [.. BoardFiles.Boards.Boards.Select(board => board.Uid)];

    [Fact]
    public void There_are_eight_dashboards_without_a_fault_and_every_designed_panel()
    {
        Assert.Empty(BoardFiles.Boards.Findings.Select(finding => finding.ToString()));
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["cer-comune"] = 19,
                ["cer-impianti"] = 12,
                ["cer-liquidazione"] = 11,
                ["cer-membro"] = 13,
                ["cer-operativita"] = 9,
                ["cer-qualita"] = 9,
                ["cer-riconciliazione"] = 12,
            },
            BoardFiles.Boards.Boards.Where(board => board.Audience != Audience.Public).ToDictionary(
                board => board.Uid,
                board => board.Panels.Count(panel => panel.File.Type != "row" && (panel.File.Type != "text" || panel.Id == 19))));
        var designed = BoardFiles.Boards.Boards.Where(board => board.Audience != Audience.Public)
            .Sum(board => board.Panels.Count(panel => panel.Queries.Count > 0));
        Assert.Equal(84, designed);
    }

    [Theory]
    [MemberData(nameof(Panels))]
    public async Task A_panel_has_the_columns_that_its_format_wants_and_rows(string uid, int id)
    {
        var board = BoardFiles.Boards.Find(uid)!;
        foreach (var query in board.Panels.Single(panel => panel.Id == id).Queries)
        {
            var range = Range(board);
            if (Sound.Contains((uid, id))) range = new(range.To - Duration.FromDays(120), range.To);
            var asker = OfRoofs.Contains((uid, id)) ? BoardTown.Garage : BoardTown.Baker;
            var found = await town.Room.AskAsync(board, query.Sql, range, asker);
            if (Empty.Contains((uid, id))) Assert.Empty(found.Rows);
            else Assert.NotEmpty(found.Rows);
            Assert.Equal(found.Columns.Count, found.Columns.Select(column => column.Name).Distinct().Count());
            Assert.All(found.Columns, column => Assert.True(
                column.IsNumber || column.IsText || column.IsTime, $"{column.Name} is {column.Type}"));
            if (query.Format == BoardQuery.TimeSeries) IsSeries(found);
            else Assert.All(found.Columns, column => Assert.DoesNotContain(column.Name, OwnColumns));
            if (board.Panels.Single(panel => panel.Id == id).File.Type is "stat" or "gauge" && query.Format == BoardQuery.Table)
                Assert.All(found.Columns, column => Assert.True(column.IsNumber, column.Name));
        }
    }

    [Theory]
    [MemberData(nameof(Panels))]
    public async Task Grafana_which_writes_values_into_the_text_finds_the_same(string uid, int id)
    {
        var board = BoardFiles.Boards.Find(uid)!;
        var panel = board.Panels.Single(panel => panel.Id == id);
        foreach (var (query, target) in panel.Queries.Zip(panel.File.Targets!))
        {
            var range = Range(board);
            var found = await town.Room.AskAsGrafanaAsync(board, target.RawSql!, range);
            var ours = await town.Room.AskAsync(board, query.Sql, range);
            Assert.Equal(ours.Columns.Select(column => column.Name), found.Columns.Select(column => column.Name));
            Assert.Equal(ours.Rows.Count, found.Rows.Count);
            // The macro of groups gives seconds there; and what is told of now moves on.
            string[] moving = ["$__timeGroupAlias", "now()"];
            if (!moving.Any(word => target.RawSql!.Contains(word, StringComparison.Ordinal)))
                Assert.Equal(ours.Rows, found.Rows);
        }
    }

    [Theory]
    [MemberData(nameof(Uids))]
    public async Task Annotations_have_a_time_a_text_and_tags(string uid)
    {
        var board = BoardFiles.Boards.Find(uid)!;
        // A span with a closing, a plant's first day or a change of the clock in it.
        var range = new SqlRange(Instant.FromUtc(2015, 1, 1, 0, 0), Now + Duration.FromDays(200));
        foreach (var mark in board.Annotations)
        {
            var found = await town.Room.AskAsync(board, mark.Sql, range);
            Assert.Equal(["time", "text", "tags"], found.Columns.Select(column => column.Name));
            Assert.True(found.Columns[0].IsTime && found.Columns[1].IsText && found.Columns[2].IsText);
            Assert.NotEmpty(found.Rows);
            var english = board.English.Annotations!;
            Assert.All(found.Texts("text"), text => Assert.Contains(text!, english));
        }
    }

    [Theory]
    [MemberData(nameof(Uids))]
    public async Task Variables_offer_values_with_texts(string uid)
    {
        var board = BoardFiles.Boards.Find(uid)!;
        foreach (var variable in board.Variables)
        {
            var found = await town.Room.AskAsync(board, variable.Query!, Range(board));
            Assert.Equal(["__value", "__text"], found.Columns.Select(column => column.Name));
            Assert.NotEmpty(found.Rows);
            Assert.All(found.Rows, row => Assert.All(row, cell => Assert.False(string.IsNullOrEmpty(cell as string))));
        }
    }

    [Fact]
    public async Task Nothing_is_shared_beyond_its_bounds_and_payouts_are_what_is_to_be_distributed()
    {
        var quality = BoardFiles.Boards.Find("cer-qualita")!;
        var whole = new SqlRange(Now - Duration.FromDays(400), Now);
        Assert.Empty((await town.Room.AskAsync(quality, Query(quality, 9), whole)).Rows);
        var money = BoardFiles.Boards.Find("cer-liquidazione")!;
        Assert.Equal(0.00, (await town.Room.AskAsync(money, Query(money, 10), whole)).Only("Differenza"));
    }

    [Theory]
    [InlineData("rep", "mine.energy_hour")]
    [InlineData("rep", "core.member")]
    [InlineData("rep", "wf.instance")]
    [InlineData("member", "rep.month")]
    [InlineData("member", "core.energy_hour")]
    public async Task A_role_of_dashboards_reads_its_own_schema_only(string role, string table)
    {
        var address = role == "rep" ? town.Database.RepAddress : town.Database.MemberAddress;
        await using var db = Npgsql.NpgsqlDataSource.Create(address);
        await using var ask = db.CreateCommand($"select count(*) from {table}");
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(
            async () => await ask.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private static Instant Now => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    private static SqlTemplate Query(Board board, int panel) => board.Panels.Single(known => known.Id == panel).Queries.Single().Sql;

    /// <summary>The span that the dashboard shows at first, wide enough to have a day of clock change or a closed month in it.</summary>
    private static SqlRange Range(Board board)
    {
        var now = Now;
        return board.File.Time!.From switch
        {
            "now-17d/d" => new(StartOf(now, 17), StartOf(now, 4) + Duration.FromDays(1)),
            "now/M" => new(StartOf(now, 31), now),
            "now-12M/M" => new(StartOf(now, 365), now),
            "now-30d/d" => new(StartOf(now, 30), now),
            "now-7d/d" or "now-7d" => new(StartOf(now, 7), now),
            var other => throw new NotSupportedException($"{board.Uid}: found {other}, expected a span that this test knows"),
        };
    }

    private static Instant StartOf(Instant now, int daysBefore) =>
        MarketHour.StartOf(now.InZone(MarketHour.Rome).Date.PlusDays(-daysBefore));

    private static void IsSeries(PanelRows found)
    {
        Assert.Equal("time", found.Columns[0].Name);
        Assert.True(found.Columns[0].IsTime);
        var texts = found.Columns.Where(column => column.IsText).Select(column => column.Name).ToArray();
        Assert.True(texts is [] or ["metric"], string.Join(", ", texts));
        Assert.Contains(found.Columns, column => column.IsNumber);
        var times = found.Rows.Select(row => (DateTime)row[0]!).ToArray();
        Assert.Equal(times.Order(), times);
        // A series has one value at a time.
        Assert.Equal(times.Length, found.Rows.Select(row => (row[0], texts.Length == 0 ? null : row[1])).Distinct().Count());
    }
}
