using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Host.Tests.People;
using Cer.Operations.Ports;
using Microsoft.Extensions.DependencyInjection;
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
            """{"withdrawnKwh":7,"injectedKwh":null,"sharedKwh":2.5,"sharePercent":8.3,"sharedElsewhereKwh":null,"estimated":false}""",
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
            """{"withdrawnKwh":null,"injectedKwh":null,"sharedKwh":null,"sharePercent":null,"sharedElsewhereKwh":null,"estimated":false}""",
            his["own"]!.ToJsonString());
        Assert.Equal(30m, (decimal)his["community"]!["sharedKwh"]!);
    }

    // By hand. Day 9: 10 of 20 shared, Anna took 10, so 5 were hers, but fewer than five took anything. Day 10: 10 of 20 too, she took
    // 4: 2.
    [Fact]
    public async Task Her_share_is_of_the_hours_that_are_told_and_the_rest_stands_beside()
    {
        var village = await Village.FoundAsync(Server);
        await village.TakeAsync(Server, Village.AnnasHome, null, MarketHour.StartOf(May.PlusDays(-1)), 10m);
        await village.TakeAsync(Server, Village.AnnasHome, null, MarketHour.StartOf(May), 4m);
        await SumsAsync(village, May.PlusDays(-1), 0, new Behind(Members: 4), (10, 20));
        await SumsAsync(village, May, 0, (10, 20));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/whole?month=2026-05")).Json;
        Assert.Equal(10m, (decimal)told["community"]!["sharedKwh"]!);
        Assert.Equal(
            """{"withdrawnKwh":14,"injectedKwh":null,"sharedKwh":2,"sharePercent":20,"sharedElsewhereKwh":5,"estimated":false}""",
            told["own"]!.ToJsonString());
        Assert.Null(told["rows"]![8]!["ownSharedKwh"]);
        Assert.Equal(2m, (decimal)told["rows"]![9]!["ownSharedKwh"]!);
    }

    [Theory]
    [InlineData(6, 0, 8, "known")]
    [InlineData(6, 6, 8, "known")]
    [InlineData(5, 0, 8, "few_members")] // less herself, four
    [InlineData(6, 5, 8, "few_producers")] // less one of them, four
    [InlineData(1, 0, 8, "few_members")] // five of whom four are idle
    [InlineData(6, 1, 8, "few_producers")]
    [InlineData(6, 0, 7, "waiting")]
    [InlineData(null, null, 8, "unsummed")]
    public async Task What_is_behind_an_hour_says_whether_it_is_told_and_why_not(
        int? members, int? producers, int pointsKnown, string state)
    {
        var village = await Village.FoundAsync(Server);
        await village.TakeAsync(Server, Village.AnnasHome, null, MarketHour.StartOf(May), 1m);
        int[]? few = producers is > 0 and < 6 ? [village.Bruno] : null;
        await SumsAsync(village, May, 0, new Behind(members, producers, few, pointsKnown), (10, 20));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/whole?day=2026-05-10")).Json;
        Assert.Equal((state, 6), ((string?)told["state"], (int)told["fewestMembers"]!));
        Assert.Equal(state == "known", told["community"] is not null);
        Assert.Equal(state == "known", told["rows"]![0]!["sharedKwh"] is not null);
        // Her own part is told beside, of no total.
        var (beside, inside) = state == "known" ? ("sharedElsewhereKwh", "sharedKwh") : ("sharedKwh", "sharedElsewhereKwh");
        Assert.Equal(0.5m, (decimal)told["own"]![inside]!);
        Assert.Null(told["own"]![beside]);
        // Another day nothing is known of anybody.
        Assert.Equal("no_hours", (string?)(await anna.GetAsync("/api/mine/whole?day=2026-06-10")).Json["state"]);
    }

    [Fact]
    public async Task Of_one_private_roof_the_total_is_told_to_whose_it_is_and_to_others_where_that_member_agrees()
    {
        var village = await Village.FoundAsync(Server);
        await SumsAsync(village, May, 0, new Behind(6, 1, [village.Bruno]), (10, 20));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        Assert.Equal("few_producers", await StateAsync(anna));
        Assert.Equal("known", await StateAsync(bruno));
        await AgreeAsync(village);
        Assert.Equal("known", await StateAsync(anna));
        await Server.RunAsync(
            """
            insert into core.total_consent_withdrawal (community_id, consent_id, reason, author, withdrawn_at)
            values ($1, 1, 'prova', 'test', now())
            """,
            village.Id.Value);
        Assert.Equal("few_producers", await StateAsync(anna));

        async Task<string?> StateAsync(PageClient who) =>
            (string?)(await who.GetAsync("/api/mine/whole?day=2026-05-10")).Json["state"];
    }

    [Fact]
    public async Task Of_today_nothing_is_told_and_without_a_day_it_is_the_last_that_is_told()
    {
        var village = await Village.FoundAsync(Server);
        await SumsAsync(village, Today.PlusDays(-3), 0, (10, 20));
        await SumsAsync(village, Today.PlusDays(-2), 0, new Behind(PointsKnown: 7), (10, 20));
        await SumsAsync(village, Today, 0, (10, 20));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var today = (await anna.GetAsync($"/api/mine/whole?day={LocalDatePattern.Iso.Format(Today)}")).Json;
        Assert.Equal("waiting", (string?)today["state"]);
        Assert.Null(today["community"]);
        var last = (await anna.GetAsync("/api/mine/whole")).Json;
        Assert.Equal(("known", LocalDatePattern.Iso.Format(Today.PlusDays(-3))), ((string?)last["state"], (string?)last["first"]));
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
            await SumsAsync(village, Today.PlusDays(-back), 0, [.. Enumerable.Repeat((13m, 10m), 24)]);
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
        foreach (var error in new[] { "error", "errorAhead" })
            Assert.Equal((14, 3m), ((int)told[error]!["days"]!, (decimal)told[error]!["surplusKwh"]!));
    }

    // By hand. The first two hours of the night, 3 kWh over on each day but 5 yesterday: of the 28 hours of two weeks two were wrong by 2.
    [Fact]
    public async Task How_wrong_forecasts_were_is_told_exactly_and_each_hour_of_a_day_has_its_place()
    {
        var village = await Village.FoundAsync(Server);
        for (var back = 1; back <= 45; back++)
        {
            var injected = back == 1 ? 15m : 13m;
            await SumsAsync(village, Today.PlusDays(-back), 0, (injected, 10), (injected, 10));
        }

        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/best-hours")).Json;
        foreach (var error in new[] { "error", "errorAhead" })
            Assert.Equal("""{"days":14,"hours":28,"meanKwh":0.142857,"surplusKwh":3.142857}""", told[error]!.ToJsonString());
        var tomorrow = told["days"]![1]!["hours"]!.AsArray();
        Assert.Equal(
            MarketHour.Of(Today.PlusDays(1)).Select(hour => InstantPattern.General.Format(hour.Start)),
            tomorrow.Select(hour => (string)hour!["from"]!));
        Assert.All(tomorrow.Take(2), hour => Assert.InRange((decimal)hour!["surplusKwh"]!, 3m, 3.5m));
        Assert.All(tomorrow.Skip(2), hour => Assert.Null(hour!["surplusKwh"]));
    }

    [Theory]
    [InlineData(0, 6, 0, 8, "no_hours", 0)]
    [InlineData(13, 6, 0, 8, "little_history", 13)]
    [InlineData(20, 4, 0, 8, "few_members", 0)]
    [InlineData(20, 6, 1, 8, "few_producers", 0)]
    [InlineData(20, 6, 0, 7, "waiting", 0)]
    public async Task With_little_or_few_nothing_is_foretold_and_it_says_why(
        int days, int members, int producers, int pointsKnown, string state, int known)
    {
        var village = await Village.FoundAsync(Server);
        var behind = new Behind(members, producers, producers > 0 ? [village.Bruno] : null, pointsKnown);
        for (var back = 1; back <= days; back++) await SumsAsync(village, Today.PlusDays(-back), 12, behind, (13, 10));
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
        // In May the shop became hers on the eleventh, of March data are missing: neither is a whole month.
        await SettledAsync(village, "2026-05-01", 9_500_000, 2_500_000);
        await SettledAsync(village, "2026-03-01", 9_500_000, 2_500_000, "partial");
        Assert.Null((await anna.GetAsync("/api/mine/compare")).Json["month"]);
        await SettledAsync(village, "2026-04-01", 7_500_000, 2_500_000, "provisional");
        foreach (var asked in new[] { "", "?month=2026-05", "?month=2026-03" })
        {
            var alone = (await anna.GetAsync($"/api/mine/compare{asked}")).Json;
            Assert.Equal(
                ("2026-04", "2025-04", "provisional"),
                ((string?)alone["month"], (string?)alone["beforeMonth"], (string?)alone["own"]!["status"]));
            Assert.Null(alone["before"]);
            Assert.Null(alone["peers"]);
        }

        await SettledAsync(village, "2025-04-01", 10_000_000, 1_000_000);
        var told = (await anna.GetAsync("/api/mine/compare?month=2026-04")).Json;
        Assert.Equal(
            """{"month":"2025-04","status":"final","withdrawnKwh":10,"sharedKwh":1,"changePercent":-25}""",
            told["before"]!.ToJsonString());
        // The other family has no such months.
        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        Assert.Null((await bruno.GetAsync("/api/mine/compare?month=2026-04")).Json["own"]);
    }

    // By hand: five others took 10, 20, 30, 40 and 50 kWh, 30 in the mean; hers was 15, so 50 % less.
    [Theory]
    [InlineData(50, "2024-03-01", true)]
    [InlineData(50, "2026-04-01", true)]
    [InlineData(0, "2024-03-01", false)] // an empty house hides nobody
    [InlineData(50, "2026-04-15", false)] // half a month is no month
    public async Task Beside_others_is_shown_only_the_mean_of_five_that_took_something_all_month(int fifth, string since, bool isTold)
    {
        var village = await Village.FoundAsync(Server);
        // In one statement: a run takes no rows once it is stored.
        await Server.RunAsync(
            """
            with run as (
              insert into core.settlement_run (community_id, definition_version, from_month, to_month, status, rule_ids,
                input_sha256, program, asked_by, made_at)
              values ($1, 1, '2026-04-01', '2026-04-01', 'final', '{prova}', sha256('x'), 'test', 'test', now()) returning id),
            month as (
              insert into core.settlement_month (community_id, month, run_id, status, reasons, injected_ukwh, withdrawn_ukwh, shared_ukwh)
              select $1, '2026-04-01', id, 'final', '{}', 5000000, 15500000, 5000000 from run),
            other as (
              insert into core.member (community_id, code) select $1, 'altra-' || n from generate_series(1, 5) as n
              returning id, right(code, 1)::int as n),
            terms as (
              insert into core.member_terms (community_id, version, member_id, ordinal, name, category, enterprise)
              select $1, 1, id, 10 + n, 'Famiglia Altra', 'natural_person', false from other),
            pod as (
              insert into core.pod (community_id, code) select $1, 'IT999E0000005' || n from generate_series(1, 5) as n
              returning id, right(code, 1)::int as n),
            point as (
              insert into core.membership (community_id, version, pod_id, from_day, ordinal, member_id, voltage)
              select $1, 1, pod.id, case n when 5 then $4 else '2024-03-01' end, 10 + n, other.id, 'LV' from pod join other using (n))
            insert into core.member_month (community_id, month, run_id, member_id, withdrawn_ukwh, injected_ukwh, shared_ukwh,
              tip_cents, cac_cents, surplus_cents)
            select $1, '2026-04-01'::date, run.id, taken.member, taken.kwh * 1000000, 0, 0, 0, 0, 0
            from run cross join (
              select $2::int as member, 15 as kwh
              union all select id, case n when 5 then $3::int else 10 * n end from other) as taken
            """,
            village.Id.Value,
            village.Anna,
            fifth,
            DateOnly.Parse(since, CultureInfo.InvariantCulture));

        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var peers = (await anna.GetAsync("/api/mine/compare?month=2026-04")).Json["peers"];
        Assert.Equal(
            isTold ? """{"households":5,"withdrawnKwh":30,"sharedKwh":0,"changePercent":-50}""" : null, peers?.ToJsonString());
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
        foreach (var same in new[] { "Il Picchio", "IL PICCHIO", "il picchio", "ll Picchio", "I1 Picchi0", "Il Picchìo" })
        {
            var refused = await PutAsync(bruno, same);
            Assert.Equal((HttpStatusCode.Conflict, "taken"), (refused.Status, (string?)refused.Json["code"]));
        }

        // From Cyrillic: it looks the same.
        Assert.Equal("script", (string?)(await PutAsync(bruno, "Il Picchi\u043e")).Json["code"]);
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
        await AgreeAsync(village);
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        Assert.Equal(
            """[{"id":1,"purpose":"quarter_hours","from":"2026-01-01","to":"2027-12-31","withdrawnAt":null}]""",
            (await anna.GetAsync("/api/mine/consents")).Text);
        // What a producer lets everybody see is a consent too, and has no end.
        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        Assert.Equal(
            """[{"id":2,"purpose":"quarter_hours","from":"2026-02-01","to":"2026-12-31","withdrawnAt":null},"""
            + """{"id":1,"purpose":"published_totals","from":"2026-01-01","to":null,"withdrawnAt":null}]""",
            (await bruno.GetAsync("/api/mine/consents")).Text);
    }

    [Fact]
    public async Task A_consent_is_taken_back_by_the_member_at_once_and_stands_in_the_history()
    {
        var village = await Village.FoundAsync(Server);
        await Server.RunAsync(
            """
            insert into core.consent (community_id, id, member_id, purpose, from_day, to_day, evidence, author, recorded_at)
            values ($1, 1, $2, 'quarter_hours', '2026-01-01', '2099-12-31', 'firmato', 'test', now()),
              ($1, 2, $3, 'quarter_hours', '2026-02-01', '2099-12-31', 'firmato', 'test', now())
            """,
            village.Id.Value,
            village.Anna,
            village.Bruno);
        await AgreeAsync(village);
        var (id, _) = await Server.PersonAsync(village.BrunoOnly);
        using var bruno = await Server.SignedInAsync(id);
        // Another's, what is no purpose, and what there is not: nothing of them.
        foreach (var path in (string[])["quarter_hours/1", "quarter_hours/3", "altro/2", "published_totals/2"])
            Assert.Equal(HttpStatusCode.NotFound, (await bruno.PostAsync($"/api/mine/consents/{path}/withdraw")).Status);
        foreach (var path in (string[])["quarter_hours/2", "published_totals/1"])
        {
            Assert.Equal(HttpStatusCode.NoContent, (await bruno.PostAsync($"/api/mine/consents/{path}/withdraw")).Status);
            Assert.Equal(HttpStatusCode.Conflict, (await bruno.PostAsync($"/api/mine/consents/{path}/withdraw")).Status);
        }

        Assert.DoesNotContain("\"withdrawnAt\":null", (await bruno.GetAsync("/api/mine/consents")).Text, StringComparison.Ordinal);
        // What listens to devices asks for what stands: Anna's alone.
        var standing = await Server.App.Services.GetRequiredService<IConsentStore>().ListAsync(village.Id, Cancellation);
        Assert.Equal(
            [(2, true, $"person:{id}"), (1, false, (string?)null)],
            standing.Select(one => (one.Id, one.WithdrawnAt is not null, one.WithdrawnBy)));
        Assert.Equal(0, await Server.AskAsync<long>(
            "select count(*) from core.total_consent_standing where community_id = $1", village.Id.Value));
        Assert.Equal(2, await Server.AskAsync<long>(
            "select count(*) from core.audit where community_id = $1 and who = $2 and what = 'consent withdrawn'", village.Id.Value,
            $"person:{id}"));
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

    private Task<int> AgreeAsync(Village village) => Server.RunAsync(
        """
        insert into core.total_consent (community_id, id, member_id, purpose, from_day, to_day, evidence, author, recorded_at)
        values ($1, 1, $2, 'published_totals', '2026-01-01', null, 'firmato', 'test', now())
        """,
        village.Id.Value,
        village.Bruno);

    private Task SumsAsync(Village village, LocalDate day, int hour, params (decimal Injected, decimal Withdrawn)[] sums) =>
        SumsAsync(village, day, hour, new Behind(), sums);

    /// <summary>Puts sums down as if these were behind them, from an hour of a day on; nothing sums these days again.</summary>
    private async Task SumsAsync(
        Village village, LocalDate day, int hour, Behind behind, params (decimal Injected, decimal Withdrawn)[] sums)
    {
        await Server.RunAsync(
            """
            with held as (select pg_advisory_xact_lock(core.sum_key($1, 'hours', $2::date)))
            delete from core.sum_due where community_id = $1 and exists (select from held)
            """,
            village.Id.Value,
            day.ToDateOnly());
        await Server.RunAsync(
            """
            insert into core.hour_sum (community_id, starts_at, produced_ukwh, injected_ukwh, withdrawn_ukwh, points_expected,
              points_known, members, private_members, private_producers, few_producers, points_key, version, closed)
            select $1, $2::timestamptz + (place - 1) * interval '1 hour', injected * 1000000, injected * 1000000, taken * 1000000, 8,
              $5::int, 6, nullif($6::int, -1), nullif($7::int, -1), nullif($8::int[], '{}'::int[]), 'prova', 1, false
            from unnest($3::numeric[], $4::numeric[]) with ordinality as sums (injected, taken, place)
            on conflict (community_id, starts_at) do update set produced_ukwh = excluded.produced_ukwh,
              injected_ukwh = excluded.injected_ukwh, withdrawn_ukwh = excluded.withdrawn_ukwh,
              points_expected = excluded.points_expected, points_known = excluded.points_known, members = excluded.members,
              private_members = excluded.private_members, private_producers = excluded.private_producers,
              few_producers = excluded.few_producers, points_key = excluded.points_key, version = excluded.version
            """,
            village.Id.Value,
            (MarketHour.StartOf(day) + Duration.FromHours(hour)).ToDateTimeUtc(),
            sums.Select(one => one.Injected).ToArray(),
            sums.Select(one => one.Withdrawn).ToArray(),
            behind.PointsKnown,
            behind.Members ?? -1,
            behind.Producers ?? -1,
            behind.FewProducers ?? []);
    }

    private Task<int> SettledAsync(
        Village village, string month, long withdrawn, long shared, string status = "final") => Server.RunAsync(
        """
        with run as (
          insert into core.settlement_run (community_id, definition_version, from_month, to_month, status, rule_ids,
            input_sha256, program, asked_by, made_at)
          values ($1, 1, $2::date, $2::date, 'final', '{prova}', sha256('x'), 'test', 'test', now()) returning id),
        month as (
          insert into core.settlement_month (community_id, month, run_id, status, reasons, injected_ukwh, withdrawn_ukwh, shared_ukwh)
          select $1, $2::date, id, $6, case $6 when 'final' then '{}' else '{prova}'::text[] end, 5000000, 15500000, 5000000 from run)
        insert into core.member_month (community_id, month, run_id, member_id, withdrawn_ukwh, injected_ukwh, shared_ukwh,
          tip_cents, cac_cents, surplus_cents)
        select $1, $2::date, id, $3, $4, 0, $5, 123, 45, 0 from run
        """,
        village.Id.Value,
        DateOnly.Parse(month, CultureInfo.InvariantCulture),
        village.Anna,
        withdrawn,
        shared,
        status);

    /// <summary>Who is behind a sum: members who took anything, members with a unit that made something; null: not counted yet.</summary>
    private sealed record Behind(
        int? Members = 6, int? Producers = 0, int[]? FewProducers = null, int PointsKnown = 8);
}
