using System.Text.Json.Nodes;
using Cer.Database.Tests;
using Cer.Host.Tests.Dashboards;
using Cer.Host.Tests.People;
using NodaTime;

[assembly: AssemblyFixture(typeof(BoardHouse))]

namespace Cer.Host.Tests.Dashboards;

/// <summary>A server with small dashboards of its own, and views that are slow, large or of every kind.</summary>
public sealed class BoardHouse : IAsyncLifetime
{
    public const string Staff = "cer-sale";
    public const string Own = "cer-mio";

    // Which panel of the staff's dashboard asks what.
    public const int Hours = 1;
    public const int Slow = 2;
    public const int Rows = 3;
    public const int Bytes = 4;
    public const int Kinds = 5;
    public const int Counter = 6;
    public const int Broken = 7;
    public const int Chosen = 8;
    public const int Free = 9;

    private const string ViewsSql = """
        create view rep.slow as select community.id as community_id, pg_sleep(600)::text as waited from rep.community as community;
        create view rep.many as select community.id as community_id, row as n, repeat('x', 10) as short, repeat('y', 400) as long
          from rep.community as community, generate_series(1, 30000) as row;
        create view rep.kinds as select community.id as community_id, '2026-03-29T01:00:00Z'::timestamptz as moment,
            '2026-03-29'::date as day,
          1.5::numeric as amount, 'NaN'::numeric as nothing, 'infinity'::float8 as endless, 'infinity'::timestamptz as never, 7 as whole,
          null::float8 as unknown, true as yes, 'punto IT999E00000011' as words, interval '1 hour' as span, null::text as silence
          from rep.community as community;
        create table core.trial_count (n int);
        insert into core.trial_count values (1);
        create view rep.counted as select community.id as community_id, n from rep.community as community, core.trial_count;
        alter view rep.slow owner to cer_owner;
        alter view rep.many owner to cer_owner;
        alter view rep.kinds owner to cer_owner;
        alter table core.trial_count owner to cer_owner;
        alter view rep.counted owner to cer_owner;
        grant select on rep.slow, rep.many, rep.kinds, rep.counted to cer_rep;
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cer-boards-");
    private TestDatabase? _database;
    private PeopleServer? _server;

    internal TestDatabase Database => _database!;

    /// <summary>Where its dashboards are.</summary>
    internal string Folder => _folder.FullName;

    internal PeopleServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        _database = await DatabaseAsync();
        Write(_folder.FullName);
        _server = await PeopleServer.StartAsync(_database, settings => settings with { DashboardFolder = _folder.FullName });
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A database with the views, for a test whose statements nobody else's are to be taken for.</summary>
    internal static async Task<TestDatabase> DatabaseAsync()
    {
        var database = await TestDatabase.CreateMigratedAsync();
        await using var command = database.Admin.CreateCommand(ViewsSql);
        await command.ExecuteNonQueryAsync();
        return database;
    }

    /// <summary>A village whose points took: Anna's home 1 and 2 kWh, Bruno's 8 and 16, in the first hours of 10 May 2026.</summary>
    internal static async Task<Village> VillageAsync(PeopleServer server)
    {
        var village = await Village.FoundAsync(server);
        var start = Instant.FromUtc(2026, 5, 9, 22, 0);
        await village.TakeAsync(server, Village.AnnasHome, null, start, 1m, 2m);
        await village.TakeAsync(server, Village.BrunosHome, null, start, 8m, 16m);
        return village;
    }

    /// <summary>What a page asks of a panel, of the whole of May 2026.</summary>
    internal static JsonObject Ask(int panel, string? community = null) => new()
    {
        ["panelId"] = panel,
        ["refId"] = "A",
        ["from"] = "2026-04-30T22:00:00Z",
        ["to"] = "2026-05-31T22:00:00.000Z",
        ["variables"] = community is null ? [] : new JsonObject { ["community"] = new JsonArray(community) },
    };

    private static void Write(string folder)
    {
        BoardText.Write(
            folder,
            "dashboards",
            Staff,
            [
                $"SELECT code, id FROM rep.community WHERE id = ${{community:sqlstring}}::int",
                $"SELECT waited FROM rep.slow WHERE {BoardText.Community}",
                $"SELECT n, short FROM rep.many WHERE {BoardText.Community} ORDER BY n",
                $"SELECT n, long FROM rep.many WHERE {BoardText.Community} ORDER BY n",
                $"SELECT * FROM rep.kinds WHERE {BoardText.Community}",
                $"SELECT n FROM rep.counted WHERE {BoardText.Community}",
                $"SELECT 1 / (n - n) AS broken FROM rep.counted WHERE {BoardText.Community}",
                $"SELECT code FROM rep.community WHERE id = ${{community:sqlstring}}::int AND code IN (${{one:sqlstring}})"
                    + " AND ${step:sqlstring} = ANY (ARRAY['h', 'd']) ORDER BY code",
                $"SELECT ${{note:sqlstring}} AS told FROM rep.community WHERE id = ${{community:sqlstring}}::int",
            ],
            BoardText.Communities(),
            BoardText.Variable("one", "SELECT code FROM rep.community WHERE id = ${community:sqlstring}::int", all: true),
            BoardText.Variable("step", "ora : h, giorno : d", "custom"),
            BoardText.Variable("note", "", "textbox"));
        BoardText.Write(
            folder,
            "members",
            Own,
            [
                "SELECT ts, withdrawn_kwh FROM mine.energy_hour WHERE $__timeFilter(ts) ORDER BY ts",
                "SELECT name FROM mine.community",
            ]);
        BoardText.Write(
            folder,
            "dashboards",
            "cer-pubblico",
            ["SELECT name, members FROM rep.community WHERE id = (SELECT min(id) FROM rep.community)"]);
    }
}
