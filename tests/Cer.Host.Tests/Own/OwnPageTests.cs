using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Host.Tests.People;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace Cer.Host.Tests.Own;

/// <summary>What a member's own page asks for: the member inside its community, and nothing of another.</summary>
public class OwnPageTests(PeopleFixture fixture)
{
    private static readonly LocalDate May = new(2026, 5, 10);

    private PeopleServer Server => fixture.Server;

    private LocalDate Today => Instant.FromDateTimeOffset(Server.Clock.GetUtcNow()).InZone(MarketHour.Rome).Date;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // By hand. First hour: 10 injected, 20 taken, so 10 shared; Anna took 1 of the 20: 0,5. Second: 30 and 20, so 20; 2 of 20: 2.
    [Fact]
    public async Task A_member_sees_the_whole_and_its_part_of_what_was_shared()
    {
        var village = await Village.FoundAsync(Server);
        await village.TakeAsync(Server, Village.AnnasHome, null, MarketHour.StartOf(May), 1m, 2m, 4m);
        await SumsAsync(village, May, 0, (10, 20), (30, 20));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/whole?day=2026-05-10")).Json;
        Assert.Equal("known", (string?)told["state"]);
        Assert.Equal("""{"injectedKwh":40,"withdrawnKwh":40,"sharedKwh":30}""", told["community"]!.ToJsonString());
        Assert.Equal(
            """{"withdrawnKwh":7,"injectedKwh":null,"sharedKwh":2.5,"sharePercent":8.3,"estimated":false}""",
            told["own"]!.ToJsonString());
        Assert.Equal((24, 2), ((int)told["dueHours"]!, (int)told["knownHours"]!));
        Assert.Equal(24, told["rows"]!.AsArray().Count);
        Assert.Equal(
            """{"from":"2026-05-09T23:00:00Z","day":"2026-05-10","injectedKwh":30,"withdrawnKwh":20,"""
            + "\"sharedKwh\":20,\"ownSharedKwh\":2,\"ownWithdrawnKwh\":2}",
            told["rows"]![1]!.ToJsonString());
        // Of the third hour the community is not known: no zero, and no part of it.
        Assert.Equal(
            """{"from":"2026-05-10T00:00:00Z","day":"2026-05-10","injectedKwh":null,"withdrawnKwh":null,"""
            + "\"sharedKwh\":null,\"ownSharedKwh\":null,\"ownWithdrawnKwh\":4}",
            told["rows"]![2]!.ToJsonString());

        var month = (await anna.GetAsync("/api/mine/whole?month=2026-05")).Json;
        Assert.Equal(31, month["rows"]!.AsArray().Count);
        Assert.Equal((30m, 2.5m), ((decimal)month["community"]!["sharedKwh"]!, (decimal)month["own"]!["sharedKwh"]!));
        // Bruno took nothing that is known: his part is not known, the whole is the same.
        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        var his = (await bruno.GetAsync("/api/mine/whole?day=2026-05-10")).Json;
        Assert.Equal(
            """{"withdrawnKwh":null,"injectedKwh":null,"sharedKwh":null,"sharePercent":null,"estimated":false}""",
            his["own"]!.ToJsonString());
        Assert.Equal(30m, (decimal)his["community"]!["sharedKwh"]!);
    }

    [Fact]
    public async Task Of_fewer_than_five_members_no_sum_is_told_and_it_says_so()
    {
        var village = await Village.FoundAsync(Server);
        await village.TakeAsync(Server, Village.AnnasHome, null, MarketHour.StartOf(May), 1m);
        await SumsAsync(village, May, 0, 4, (10, 20));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/whole?day=2026-05-10")).Json;
        Assert.Equal(("few_members", 5), ((string?)told["state"], (int)told["fewestMembers"]!));
        Assert.Null(told["community"]);
        Assert.All(told["rows"]!.AsArray(), row => Assert.Null(row!["sharedKwh"]));
        // Another day nothing is known of anybody.
        Assert.Equal("no_hours", (string?)(await anna.GetAsync("/api/mine/whole?day=2026-06-10")).Json["state"]);
    }

    [Fact]
    public async Task The_days_when_the_clocks_change_have_23_and_25_rows()
    {
        var village = await Village.FoundAsync(Server);
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        foreach (var (day, hours) in new[] { ("2026-03-29", 23), ("2025-10-26", 25) })
        {
            var told = (await anna.GetAsync($"/api/mine/whole?day={day}")).Json;
            Assert.Equal((hours, hours), (told["rows"]!.AsArray().Count, (int)told["dueHours"]!));
        }
    }

    [Fact]
    public async Task The_best_hours_are_told_with_how_wrong_such_forecasts_were()
    {
        var village = await Village.FoundAsync(Server);
        // Five weeks of the same day: 3 kWh over in every hour of the night, so the night is foretold as itself and never wrong.
        for (var back = 1; back <= 35; back++)
            await SumsAsync(village, Today.PlusDays(-back), 0, 6, [.. Enumerable.Repeat((13m, 10m), 24)]);
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/best-hours")).Json;
        Assert.Equal(("known", 28, 14), ((string?)told["state"], (int)told["knownDays"]!, (int)told["neededDays"]!));
        Assert.Equal(
            new[] { 0, 1 }.Select(later => LocalDatePattern.Iso.Format(Today.PlusDays(later))),
            told["days"]!.AsArray().Select(day => (string)day!["day"]!));
        var tomorrow = told["days"]![1]!["hours"]!.AsArray();
        Assert.Equal(MarketHour.Of(Today.PlusDays(1)).Count(), tomorrow.Count);
        Assert.Equal(3m, (decimal)tomorrow[0]!["surplusKwh"]!);
        Assert.Equal(3, tomorrow.Count(hour => (bool)hour!["best"]!));
        Assert.True(told["days"]![0]!["hours"]!.AsArray().Where(hour => (bool)hour!["best"]!).All(hour =>
            InstantPattern.General.Parse((string)hour!["to"]!).Value.ToDateTimeOffset() > Server.Clock.GetUtcNow()));
        Assert.Equal((14, 3m), ((int)told["error"]!["days"]!, (decimal)told["error"]!["surplusKwh"]!));
        Assert.InRange((decimal)told["error"]!["meanKwh"]!, 0m, 3m);
    }

    [Theory]
    [InlineData(0, 6, "no_hours", 0)]
    [InlineData(13, 6, "little_history", 13)]
    [InlineData(20, 4, "few_members", 0)]
    public async Task With_little_or_few_nothing_is_foretold_and_it_says_why(int days, int members, string state, int known)
    {
        var village = await Village.FoundAsync(Server);
        for (var back = 1; back <= days; back++) await SumsAsync(village, Today.PlusDays(-back), 12, members, (13, 10));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/best-hours")).Json;
        Assert.Equal((state, known), ((string?)told["state"], (int)told["knownDays"]!));
        Assert.Empty(told["days"]!.AsArray());
        Assert.Null(told["error"]);
    }

    [Fact]
    public async Task A_month_is_compared_with_the_same_one_of_a_year_before_and_with_nobody_where_they_are_few()
    {
        var village = await Village.FoundAsync(Server);
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        Assert.Null((await anna.GetAsync("/api/mine/compare")).Json["month"]);
        await SettledAsync(village, "2026-05-01", 7_500_000, 2_500_000);
        var alone = (await anna.GetAsync("/api/mine/compare")).Json;
        Assert.Equal(("2026-05", "2025-05"), ((string?)alone["month"], (string?)alone["beforeMonth"]));
        Assert.Null(alone["before"]);
        Assert.Null(alone["peers"]);
        await SettledAsync(village, "2025-05-01", 10_000_000, 1_000_000);
        var told = (await anna.GetAsync("/api/mine/compare?month=2026-05")).Json;
        Assert.Equal(
            """{"month":"2025-05","status":"final","withdrawnKwh":10,"sharedKwh":1,"changePercent":-25}""",
            told["before"]!.ToJsonString());
        // The other family has no such months.
        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        Assert.Null((await bruno.GetAsync("/api/mine/compare?month=2026-05")).Json["own"]);
    }

    [Fact]
    public async Task A_nickname_is_chosen_changed_and_taken_back_and_is_nobody_elses()
    {
        var village = await Village.FoundAsync(Server);
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        Assert.Equal("""{"nickname":null,"ranking":null}""", (await anna.GetAsync("/api/mine/nickname")).Text);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(anna, " Il Picchio ")).Status);
        Assert.Equal("Il Picchio", await NicknameAsync(anna));
        Assert.Null(await NicknameAsync(bruno));
        foreach (var same in new[] { "Il Picchio", "IL PICCHIO", "il picchio", "Ｉｌ Ｐicchio" })
        {
            var refused = await PutAsync(bruno, same);
            Assert.Equal((HttpStatusCode.Conflict, "taken"), (refused.Status, (string?)refused.Json["code"]));
        }

        var fault = await PutAsync(bruno, "a\u200bb");
        Assert.Equal(
            (HttpStatusCode.BadRequest, "letter", "U+200B"), (fault.Status, (string?)fault.Json["code"], (string?)fault.Json["found"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await bruno.SendAsync("PUT", "/api/mine/nickname", "{}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await bruno.SendAsync("DELETE", "/api/mine/nickname", null)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.SendAsync("DELETE", "/api/mine/nickname", null)).Status);
        Assert.Null(await NicknameAsync(anna));
        // What was given back may be another's; each step stays, and it is told who chose.
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(bruno, "il picchio")).Status);
        Assert.Equal(
            "Il Picchio|-|il picchio",
            await Server.AskAsync<string>(
                """
                select string_agg(coalesce(nickname, '-'), '|' order by member_id, revision)
                from core.nickname where community_id = $1 and chosen_by = 'Persona di Prova'
                """,
                village.Id.Value));
    }

    [Fact]
    public async Task Nobody_chooses_for_another_or_without_a_session_or_without_end()
    {
        var (village, other) = (await Village.FoundAsync(Server), await Village.FoundAsync(Server));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await anna.SendAsync("PUT", $"/api/mine/nickname?member={village.Bruno}", new { nickname = "Intruso" })).Status);
        await using var db = NpgsqlDataSource.Create(fixture.Database.MemberAddress);
        foreach (var (token, community, member) in new[]
        {
            (anna.Token, village.Id.Value, village.Bruno), (anna.Token, other.Id.Value, other.Anna),
            ("", village.Id.Value, village.Anna), ("x", village.Id.Value, village.Anna),
        })
            Assert.Equal("no_member", await ChooseAsync(db, token!, community, member));
        Assert.Equal(0L, await Server.AskAsync<long>(
            "select count(*) from core.nickname where community_id in ($1, $2)", village.Id.Value, other.Id.Value));
        for (var turn = 0; turn < 20; turn++)
            Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(anna, $"Nome {turn}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(anna, "Nome 19")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PutAsync(anna, "Nome 20")).Status);
    }

    [Fact]
    public async Task Consents_are_the_members_own_with_their_terms()
    {
        var village = await Village.FoundAsync(Server);
        await Server.RunAsync(
            """
            insert into core.consent (community_id, id, member_id, purpose, from_day, to_day, evidence, author, recorded_at)
            values ($1, 1, $2, 'quarter_hours', '2026-01-01', '2027-12-31', 'firmato', 'test', now()),
              ($1, 2, $3, 'quarter_hours', '2026-02-01', '2026-12-31', 'firmato', 'test', now())
            """,
            village.Id.Value,
            village.Anna,
            village.Bruno);
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        Assert.Equal(
            """[{"id":1,"purpose":"quarter_hours","from":"2026-01-01","to":"2027-12-31","withdrawnAt":null}]""",
            (await anna.GetAsync("/api/mine/consents")).Text);
    }

    [Fact]
    public async Task Another_members_number_and_what_is_no_day_find_nothing()
    {
        var (village, other) = (await Village.FoundAsync(Server), await Village.FoundAsync(Server));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        foreach (var path in new[] { "whole", "best-hours", "compare", "consents", "nickname" })
            foreach (var member in new[] { village.Bruno, other.Anna })
                Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync($"/api/mine/{path}?member={member}")).Status);
        foreach (var path in new[]
        {
            "whole?day=x", "whole?month=2026-13", "whole?day=2026-05-10&month=2026-05", "compare?month=x", "whole?day=9999-12-31",
        })
            Assert.Equal(HttpStatusCode.BadRequest, (await anna.GetAsync($"/api/mine/{path}")).Status);
    }

    private static async Task<string?> NicknameAsync(PageClient browser) =>
        (string?)(await browser.GetAsync("/api/mine/nickname")).Json["nickname"];

    private static Task<PageClient.Answer> PutAsync(PageClient browser, string nickname) =>
        browser.SendAsync("PUT", "/api/mine/nickname", new JsonObject { ["nickname"] = nickname }.ToJsonString());

    private static async Task<string> ChooseAsync(NpgsqlDataSource db, string token, int community, int member)
    {
        await using var connection = await db.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            "select mine.choose_nickname($1, $2, 'Intruso') from set_config('cer.session', $3, true)", connection)
        { Parameters = { new() { Value = community }, new() { Value = member }, new() { Value = token } } };
        var told = (string)(await command.ExecuteScalarAsync(Cancellation))!;
        await transaction.CommitAsync(Cancellation);
        return told;
    }

    private Task SumsAsync(Village village, LocalDate day, int hour, params (decimal Injected, decimal Withdrawn)[] sums) =>
        SumsAsync(village, day, hour, 6, sums);

    /// <summary>Puts sums down as if the hours of so many members were behind them; nothing sums these days again.</summary>
    private async Task SumsAsync(
        Village village, LocalDate day, int hour, int members, params (decimal Injected, decimal Withdrawn)[] sums)
    {
        await Server.RunAsync(
            """
            with held as (select pg_advisory_xact_lock(core.sum_key($1, 'hours', $2::date)))
            delete from core.sum_due where community_id = $1 and exists (select from held)
            """,
            village.Id.Value,
            day.ToDateOnly());
        var start = MarketHour.StartOf(day) + Duration.FromHours(hour);
        foreach (var (injected, withdrawn) in sums)
        {
            await Server.RunAsync(
                string.Create(CultureInfo.InvariantCulture, $"""
                    insert into core.hour_sum (community_id, starts_at, produced_ukwh, injected_ukwh, withdrawn_ukwh, points_expected,
                      points_known, members, closed)
                    values ($1, $2, {injected} * 1000000, {injected} * 1000000, {withdrawn} * 1000000, 8, 8, $3, false)
                    on conflict (community_id, starts_at) do update set produced_ukwh = excluded.produced_ukwh,
                      injected_ukwh = excluded.injected_ukwh, withdrawn_ukwh = excluded.withdrawn_ukwh, members = excluded.members
                    """),
                village.Id.Value,
                start.ToDateTimeUtc(),
                members);
            start += Duration.FromHours(1);
        }
    }

    private Task<int> SettledAsync(Village village, string month, long withdrawn, long shared) => Server.RunAsync(
        """
        with run as (
          insert into core.settlement_run (community_id, definition_version, from_month, to_month, status, rule_ids,
            input_sha256, program, asked_by, made_at)
          values ($1, 1, $2::date, $2::date, 'final', '{prova}', sha256('x'), 'test', 'test', now()) returning id),
        month as (
          insert into core.settlement_month (community_id, month, run_id, status, reasons, injected_ukwh, withdrawn_ukwh, shared_ukwh)
          select $1, $2::date, id, 'final', '{}', 5000000, 15500000, 5000000 from run)
        insert into core.member_month (community_id, month, run_id, member_id, withdrawn_ukwh, injected_ukwh, shared_ukwh,
          tip_cents, cac_cents, surplus_cents)
        select $1, $2::date, id, $3, $4, 0, $5, 123, 45, 0 from run
        """,
        village.Id.Value,
        DateOnly.Parse(month, CultureInfo.InvariantCulture),
        village.Anna,
        withdrawn,
        shared);
}
