using System.Net;
using Cer.Operations.People;
using NodaTime;
using Npgsql;

namespace Cer.Host.Tests.People;

/// <summary>A member sees its own, and the database sees to it.</summary>
public class MineTests(PeopleFixture fixture)
{
    private static readonly string[] Views = ["profile", "point", "hour", "month"];

    private PeopleServer Server => fixture.Server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Worked by hand. Anna's home takes 1, 2 and an unknown amount; the shop is Bruno's until 10 May and Anna's from the 11th.
    [Fact]
    public async Task A_member_sees_points_days_and_hours_of_its_own_while_they_were_its_own()
    {
        var village = await FilledAsync();
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var overview = (await anna.GetAsync("/api/mine")).Json;
        Assert.Equal("""{"name":"Famiglia Anna","category":"natural_person"}""", overview["member"]!.ToJsonString());
        Assert.Equal(
            $$"""{"code":"{{village.Code}}","name":"Borgo di Prova","invented":false}""",
            overview["community"]!.ToJsonString());
        Assert.Equal(
            ["0011 2024-03-01 ", "0013 2026-05-11 "],
            overview["points"]!.AsArray().Select(point => $"{point!["label"]} {point["from"]} {point["to"]}"));
        Assert.Equal(
            """[{"month":"2026-05","status":"partial","state":"open","withdrawnKwh":7.5,"injectedKwh":0"""
            + ""","sharedKwh":2.5,"tipEur":1.23,"cacEur":0.45,"surplusEur":0,"totalEur":1.68}]""",
            overview["months"]!.ToJsonString());
        Assert.DoesNotContain("IT999E", overview.ToJsonString(), StringComparison.Ordinal);

        var days = (await anna.GetAsync("/api/mine/months/2026-05")).Json["days"]!.AsArray();
        Assert.Equal(31, days.Count);
        Assert.Equal(
            """{"day":"2026-05-10","withdrawnKwh":3,"injectedKwh":null,"quality":"missing"}""",
            days[9]!.ToJsonString());
        Assert.Equal(
            """{"day":"2026-05-11","withdrawnKwh":4.5,"injectedKwh":null,"quality":"missing"}""",
            days[10]!.ToJsonString());
        Assert.Equal(
            """{"day":"2026-05-12","withdrawnKwh":null,"injectedKwh":null,"quality":"missing"}""",
            days[11]!.ToJsonString());

        var hours = (await anna.GetAsync("/api/mine/months/2026-05/hours?day=2026-05-10")).Json["hours"]!.AsArray();
        Assert.Equal(24, hours.Count);
        Assert.Equal(
            """{"from":"2026-05-09T22:00:00Z","to":"2026-05-09T23:00:00Z","ordinal":1"""
            + ""","hour":"00","withdrawnKwh":1,"injectedKwh":null,"quality":"measured"}""",
            hours[0]!.ToJsonString());
        Assert.Equal("missing", (string?)hours[2]!["quality"]);
        Assert.Equal(744, (await anna.GetAsync("/api/mine/months/2026-05/hours")).Json["hours"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_other_member_sees_the_other_part_and_what_its_roof_gave()
    {
        var village = await FilledAsync();
        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        var days = (await bruno.GetAsync("/api/mine/months/2026-05")).Json["days"]!.AsArray();
        Assert.Equal(
            """{"day":"2026-05-10","withdrawnKwh":8,"injectedKwh":5,"quality":"missing"}""", days[9]!.ToJsonString());
        Assert.Equal(
            """{"day":"2026-05-11","withdrawnKwh":null,"injectedKwh":null,"quality":"missing"}""",
            days[10]!.ToJsonString());
        Assert.Empty((await bruno.GetAsync("/api/mine")).Json["months"]!.AsArray());
    }

    [Fact]
    public async Task The_days_when_the_clocks_change_have_23_and_25_hours()
    {
        var village = await Village.FoundAsync(Server);
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        Assert.Equal(23, await HoursAsync("2026-03", "2026-03-29"));
        Assert.Equal(25, await HoursAsync("2026-10", "2026-10-25"));

        async Task<int> HoursAsync(string month, string day) =>
            (await anna.GetAsync($"/api/mine/months/{month}/hours?day={day}")).Json["hours"]!.AsArray().Count;
    }

    [Fact]
    public async Task Today_tells_how_much_of_what_is_over_is_in()
    {
        await using var server = await PeopleServer.StartAsync(fixture.Database);
        var village = await Village.FoundAsync(server);
        server.Clock.Move(
            Instant.FromUtc(2040, 7, 10, 2, 30).ToDateTimeOffset() - server.Clock.GetUtcNow()); // 4:30 in Rome
        await village.TakeAsync(server, Village.AnnasHome, null, Instant.FromUtc(2040, 7, 9, 22, 0), 1m, 2m, 3m);
        using var anna = await server.SignedInAsync(village.AnnaOnly);
        // Two points, four hours over: three of eight.
        Assert.Equal(
            """{"withdrawnKwh":6,"injectedKwh":null,"completenessPercent":37}""",
            (await anna.GetAsync("/api/mine")).Json["today"]!.ToJsonString());
    }

    [Fact]
    public async Task Tables_open_in_an_italian_spreadsheet()
    {
        var village = await FilledAsync();
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var days = (await anna.GetAsync("/api/mine/months/2026-05?format=csv")).Text.Split("\r\n");
        Assert.Equal("\ufeffGiorno;Prelevata (kWh);Immessa (kWh);Qualità", days[0]);
        Assert.Equal("2026-05-11;4,5;;missing", days[11]);
        var hours = (await anna.GetAsync("/api/mine/months/2026-05/hours?day=2026-05-10&format=csv"))
            .Text.Split("\r\n");
        Assert.Equal("2026-05-09T22:00:00Z;1;1;;measured", hours[1]);
        Assert.Contains(
            "2026-05;partial;7,5;0;2,5;1,23;0,45;0;1,68", (await anna.GetAsync("/api/mine?format=csv")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_members_number_in_the_address_finds_nothing()
    {
        var (own, other) = (await FilledAsync(), await FilledAsync());
        using var anna = await Server.SignedInAsync(own.AnnaOnly);
        foreach (var member in new[] { $"{own.Bruno}", $"{other.Anna}", $"{other.Bruno}", "0", "-1", "99999999999", "x",
            "1 or 1=1" })
        {
            foreach (var path in new[] { "/api/mine", "/api/mine/months/2026-05", "/api/mine/months/2026-05/hours" })
                Assert.Equal(
                    HttpStatusCode.NotFound,
                    (await anna.GetAsync($"{path}?member={Uri.EscapeDataString(member)}")).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync($"/api/mine?member={own.Anna}")).Status);
        foreach (var path in new[] { "/api/mine/months/x", "/api/mine/months/2026-05/hours?day=2026-06-01",
            "/api/mine/months/2026-05/hours?day=x" })
            Assert.Equal(HttpStatusCode.BadRequest, (await anna.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync("/api/mine/months/2001-05")).Status);
    }

    [Fact]
    public async Task Staff_have_no_own_things_and_one_who_is_two_members_chooses()
    {
        var village = await FilledAsync();
        using var administrator = await Server.SignedInAsync(new PersonRole(Role.Administrator, null, null, null));
        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.GetAsync("/api/mine")).Status);
        using var both = await Server.SignedInAsync(village.AnnaOnly, village.BrunoOnly);
        Assert.Equal("Famiglia Anna", (string?)(await both.GetAsync("/api/mine")).Json["member"]!["name"]);
        Assert.Equal(
            "Famiglia Bruno",
            (string?)(await both.GetAsync($"/api/mine?member={village.Bruno}")).Json["member"]!["name"]);
    }

    [Fact]
    public async Task The_role_of_members_reads_nothing_but_its_views_and_writes_nothing()
    {
        await using var db = NpgsqlDataSource.Create(fixture.Database.MemberAddress);
        var tables = await Server.AskAsync<string[]>(
            "select array_agg(format('%I.%I', nspname, relname)) from pg_class join pg_namespace as space on space.oid = relnamespace"
            + " where nspname in ('core', 'rep') and relkind in ('r', 'p', 'v')");
        Assert.True(tables.Length > 30);
        foreach (var act in tables.Select(table => $"select * from {table}").Concat(
            [
                "select core.ensure_months('reading', '2026-01-01', '2026-01-02')", "create table public.own (id int)",
                    "create temporary table own (id int)",
                "create schema own", "insert into mine.point select * from mine.point", "set role cer_app",
                    "set role cer_owner", "set session_replication_role = replica",
            ]))
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => RowsAsync(db, null, act));
            Assert.True(
                refusal.SqlState is PostgresErrorCodes.InsufficientPrivilege
                    or PostgresErrorCodes.ObjectNotInPrerequisiteState,
                $"{act}: {refusal.SqlState}");
        }
    }

    [Fact]
    public async Task Without_the_token_of_an_open_session_every_view_is_empty()
    {
        var village = await FilledAsync();
        await using var db = NpgsqlDataSource.Create(fixture.Database.MemberAddress);
        var (id, _) = await Server.PersonAsync(village.AnnaOnly);
        using var browser = await Server.SignedInAsync(id);
        var token = browser.Token!;
        foreach (var view in Views) Assert.True(await CountAsync(token, view) > 0, view);
        var hash = await Server.AskAsync<string>(
            "select encode(token_sha256, 'hex') from core.person_session where person_id = $1", id);
        foreach (var guess in new[] { null, "", $"{village.Anna}", $"{id}", hash, $"\\x{hash}",
            token.ToUpperInvariant(), "%", "' or true --" })
            foreach (var view in Views) Assert.Equal(0L, await CountAsync(guess, view));

        await Server.RunAsync("update core.person set enabled = false where id = $1", id);
        foreach (var view in Views) Assert.Equal(0L, await CountAsync(token, view));
        await Server.RunAsync("update core.person set enabled = true where id = $1", id);
        foreach (var view in Views) Assert.True(await CountAsync(token, view) > 0, view);
        await Server.RunAsync("update core.person_session set idle_until = now() where person_id = $1", id);
        foreach (var view in Views) Assert.Equal(0L, await CountAsync(token, view));

        async Task<long> CountAsync(string? shown, string view) =>
            (long)(await RowsAsync(db, shown, $"select count(*) from mine.{view}"))[0];
    }

    [Fact]
    public async Task By_its_token_a_member_gets_no_row_of_another_whatever_it_asks()
    {
        var (own, other) = (await FilledAsync(), await FilledAsync());
        await using var db = NpgsqlDataSource.Create(fixture.Database.MemberAddress);
        using var browser = await Server.SignedInAsync(own.AnnaOnly);
        foreach (var view in Views)
        {
            var rows = await RowsAsync(db, browser.Token, $"select community_id || ' ' || member_id from mine.{view}");
            Assert.Equal([$"{own.Id} {own.Anna}"], rows.Distinct());
            Assert.Empty(
                await RowsAsync(
                db, browser.Token,
                $"select 1 from mine.{view} where member_id in ({own.Bruno}, {other.Anna}, {other.Bruno}) or community_id = {other.Id}"));
        }

        // A condition that tells what it sees is shown no row of another (security_barrier).
        var leak = await Assert.ThrowsAsync<PostgresException>(
            () => RowsAsync(db, browser.Token, $"select 1 from mine.point where 1 / (member_id - {own.Anna}) > 0"));
        Assert.Equal(PostgresErrorCodes.DivisionByZero, leak.SqlState);
        Assert.NotEmpty(
            await RowsAsync(db, browser.Token, $"select 1 from mine.point where 1 / (member_id - {own.Bruno}) < 2"));
    }

    [Fact]
    public async Task A_token_does_not_stay_on_the_connection_for_the_next_one()
    {
        var village = await FilledAsync();
        var settings = new NpgsqlConnectionStringBuilder(fixture.Database.MemberAddress) { MaxPoolSize = 1 };
        await using var store = new Cer.Storage.People.MineStore(settings.ConnectionString);
        using var browser = await Server.SignedInAsync(village.AnnaOnly);
        Assert.Single(await store.ProfilesAsync(SecretToken.Of(browser.Token)!, null, Cancellation));
        Assert.Empty(await store.ProfilesAsync(SecretToken.New(), null, Cancellation));
    }

    private static async Task<List<object>> RowsAsync(NpgsqlDataSource db, string? token, string sql)
    {
        await using var connection = await db.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        if (token is not null)
        {
            await using var set = new NpgsqlCommand(
                "select set_config('cer.session', $1, true)", connection)
            { Parameters = { new() { Value = token } } };
            await set.ExecuteNonQueryAsync(Cancellation);
        }

        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        List<object> rows = [];
        while (await reader.ReadAsync(Cancellation)) rows.Add(reader.GetValue(0));
        return rows;
    }

    private async Task<Village> FilledAsync()
    {
        var village = await Village.FoundAsync(Server);
        var (may10, may11) = (Instant.FromUtc(2026, 5, 9, 22, 0), Instant.FromUtc(2026, 5, 10, 22, 0));
        await village.TakeAsync(Server, Village.AnnasHome, null, may10, 1m, 2m, null);
        await village.TakeAsync(Server, Village.Shop, null, may10, 8m);
        await village.TakeAsync(Server, Village.Shop, null, may11, 4m);
        await village.TakeAsync(Server, Village.Shop, null, may11, 4.5m); // corrected
        await village.TakeAsync(Server, Village.Roof, "UP-B", may10, 5m);
        await Server.RunAsync(
            """
            with run as (
              insert into core.settlement_run (community_id, definition_version, from_month, to_month, status, rule_ids,
                input_sha256, program, asked_by, made_at)
              values ($1, 1, '2026-05-01', '2026-05-01', 'partial', '{prova}', sha256('x'), 'test', 'test', now()) returning id),
            month as (
              insert into core.settlement_month (community_id, month, run_id, status, reasons, injected_ukwh,
                withdrawn_ukwh, shared_ukwh)
              select $1, '2026-05-01', id, 'partial', '{gap}', 5000000, 15500000, 5000000 from run)
            insert into core.member_month (community_id, month, run_id, member_id, withdrawn_ukwh, injected_ukwh,
              shared_ukwh, tip_cents, cac_cents, surplus_cents)
            select $1, '2026-05-01', id, $2, 7500000, 0, 2500000, 123, 45, 0 from run
            """,
            village.Id.Value,
            village.Anna);
        return village;
    }
}
