using System.Net;
using Cer.Host.Tests.People;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cer.Host.Tests.Wall;

/// <summary>A delegation opens the member's page while it runs, and no other page, and no longer.</summary>
[Collection(WallCollection.Name)]
public class DelegateTests(WallFixture fixture)
{
    // Whatever stands in the body is read first, so that what is asked is whether one may.
    private const string Amount = """{"kind": "amount", "month": "2026-05", "text": "Non torna."}""";

    private static readonly string[] Read =
    [
        "/api/mine", "/api/mine?format=csv", "/api/mine/months/2026-05", "/api/mine/months/2026-05?format=csv",
        "/api/mine/months/2026-05/hours", "/api/mine/months/2026-05/hours?day=2026-05-20", "/api/mine/months/2026-05/why",
        "/api/mine/hour?at=2026-05-20T09:00:00Z", "/api/mine/documents", "/api/mine/whole?day=2026-05-20", "/api/mine/compare",
        "/api/mine/best-hours", "/api/mine/consents", "/api/mine/nickname", "/api/mine/requests", "/api/mine/delegations",
    ];

    private PeopleServer Server => fixture.Server;

    private WalledTown Town => fixture.Town;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delegate_reads_what_the_member_reads_word_for_word()
    {
        var (_, mandate, delia) = await DeliaAsync();
        using var bruno = await Server.SignedInAsync(Town.Person);
        foreach (var path in Read)
        {
            var (own, other) = (await bruno.GetAsync(path), await delia.GetAsync(Acting(path, mandate)));
            // Of a month that is known in part there is no why, for the member either.
            Assert.True(own.Status == HttpStatusCode.OK || path.EndsWith("/why", StringComparison.Ordinal), $"{path} {own.Status}");
            Assert.Equal((path, own.Status), (path, other.Status));
            if (own.Status == HttpStatusCode.OK) Assert.Equal(own.Text, other.Text);
            // Without saying for whom, nothing is whose delegate one is.
            Assert.Equal(HttpStatusCode.NotFound, (await delia.GetAsync(path)).Status);
        }

        Assert.Contains("Zorzanelli", (await delia.GetAsync(Acting("/api/mine", mandate))).Text, StringComparison.Ordinal);
        var told = (await delia.GetAsync("/api/session")).Json;
        Assert.Equal(
            (mandate, "Famiglia Zorzanelli", WalledTown.Here),
            ((long)told["actsFor"]![0]!["id"]!, (string)told["actsFor"]![0]!["member"]!, (string)told["actsFor"]![0]!["community"]!));
        delia.Dispose();
    }

    [Fact]
    public async Task Documents_and_boards_open_by_the_delegation_alone_and_nothing_kept_is_told_after_its_end()
    {
        var (_, mandate, delia) = await DeliaAsync();
        var documents = await Server.AskAsync<long[]>(
            "select array_agg(id order by member_id = $2 desc) from core.document where community_id = $1 and member_id is not null",
            Town.Community.Value, Town.Bruno);
        foreach (var part in (string[])["", "/preview", "/hours.csv"])
        {
            Assert.Equal(HttpStatusCode.OK, (await delia.GetAsync(Acting($"/api/documents/{documents[0]}{part}", mandate))).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await delia.GetAsync($"/api/documents/{documents[0]}{part}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await delia.GetAsync(Acting($"/api/documents/{documents[1]}{part}", mandate))).Status);
        }

        var board = Cer.Host.Dashboards.BoardFiles.Shipped.Boards.First(one => one.Uid == "cer-membro");
        var panel = board.Panels.First(one => one.Queries.Count > 0);
        var ask = new
        {
            panelId = panel.Id,
            refId = panel.Queries[0].RefId,
            from = "2026-05-01T00:00:00Z",
            to = "2026-06-01T00:00:00Z",
            variables = new { },
        };
        var path = Acting($"/api/dashboards/{board.Uid}/query", mandate);
        Assert.Equal(HttpStatusCode.OK, (await delia.PostAsync(path, ask)).Status);
        Assert.Equal(HttpStatusCode.OK, (await delia.GetAsync(Acting($"/api/dashboards/{board.Uid}", mandate))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await delia.PostAsync($"/api/dashboards/{board.Uid}/query", ask)).Status);
        // The same question within the time that an answer is kept.
        await Mandates.EndAsync(Server, mandate);
        Assert.Equal(HttpStatusCode.NotFound, (await delia.PostAsync(path, ask)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await delia.GetAsync(Acting($"/api/documents/{documents[0]}", mandate))).Status);
        delia.Dispose();
    }

    [Theory]
    [InlineData("ended")]
    [InlineData("over")]
    [InlineData("later")]
    [InlineData("no role")]
    [InlineData("of somebody else")]
    [InlineData("no number")]
    public async Task Whatever_ends_a_delegation_closes_every_address_at_the_next_request(string why)
    {
        var person = await Mandates.DelegateAsync(Server, Town.Community, WalledTown.Here);
        var whose = why == "of somebody else" ? await Mandates.DelegateAsync(Server, Town.Community, WalledTown.Here) : person;
        var mandate = await Mandates.GiveAsync(
            Server, Town.Community, Town.Bruno, whose, why == "later" ? 2 : -10, why == "over" ? -1 : 10);
        using var delia = await Server.SignedInAsync(person);
        if (why is "ended" or "no role")
        {
            Assert.Equal(HttpStatusCode.OK, (await delia.GetAsync(Acting("/api/mine", mandate))).Status);
            if (why == "ended") await Mandates.EndAsync(Server, mandate);
            else await Server.RunAsync("update core.person_role set community_id = $2 where person_id = $1", person, Town.Another.Value);
        }

        var taught = await Taught.OfAsync(Town);
        var asked = why == "no number" ? "1 or 1=1" : $"{mandate}";
        var doors = Door.Of(Server.App).Where(IsOfMembers).ToArray();
        Assert.True(doors.Length >= 20, $"{doors.Length}");
        var before = await StandingAsync();
        var calls = 0;
        foreach (var (door, call) in doors.SelectMany(door => taught.Calls(door).Take(6).Select(call => (door, call))))
        {
            var answer = await delia.SendAsync(door.Method, Acting(call.Path, asked), call.Body);
            Assert.False(answer.Status is HttpStatusCode.OK && !IsForAll(door), $"{door} {call.Path}: {answer.Status}");
            Assert.Empty(Town.Markers.In(answer.Text).Except(Town.Markers.In($"{Uri.UnescapeDataString(call.Path)} {call.Body}")));
            calls++;
        }

        Assert.True(calls > 50, $"{calls}");
        Assert.Equal(before, await StandingAsync());
        var page = await delia.GetAsync(Acting("/api/mine", asked));
        Assert.Equal((HttpStatusCode.Forbidden, "delegation_over"), (page.Status, (string)page.Json["code"]!));
        // Nor does the list of whose pages one may look at name it.
        if (why != "no number")
            Assert.DoesNotContain("Zorzanelli", (await delia.GetAsync("/api/session")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leaves_or_has_no_account_any_more_is_acted_for_and_acts_for_nobody()
    {
        var village = await Village.FoundAsync(Server);
        var person = await Mandates.DelegateAsync(Server, village.Id, village.Code);
        var mandate = await Mandates.GiveAsync(Server, village.Id, village.Bruno, person);
        using var delia = await Server.SignedInAsync(person);
        Assert.Equal("Famiglia Bruno", (string)(await delia.GetAsync(Acting("/api/mine", mandate))).Json["member"]!["name"]!);

        // Bruno's points end yesterday, in the next declaration.
        var communities = Server.App.Services.GetRequiredService<ICommunityStore>();
        var definition = (await communities.LoadAsync(village.Id, null, Cancellation))!;
        var yesterday = Town.Today.PlusDays(-1);
        await communities.SaveAsync(
            village.Code,
            definition with
            {
                Community = definition.Community with
                {
                    Pods =
                    [
                        .. definition.Community.Pods.Select(point =>
                            point.Member == "bruno" && point.To is null ? point with { To = yesterday } : point),
                    ],
                },
            },
            "test",
            Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, (await delia.GetAsync(Acting("/api/mine", mandate))).Status);

        var anna = await Mandates.GiveAsync(Server, village.Id, village.Anna, person);
        Assert.Equal(HttpStatusCode.OK, (await delia.GetAsync(Acting("/api/mine", anna))).Status);
        await Server.RunAsync("update core.person set enabled = false where id = $1", person);
        Assert.Equal(HttpStatusCode.Unauthorized, (await delia.GetAsync(Acting("/api/mine", anna))).Status);
    }

    [Fact]
    public async Task An_end_told_for_a_later_day_lets_that_day_pass_first()
    {
        var (_, mandate, delia) = await DeliaAsync();
        await Mandates.EndAsync(Server, mandate, lastDay: 3);
        Assert.Equal(HttpStatusCode.OK, (await delia.GetAsync(Acting("/api/mine", mandate))).Status);
        delia.Dispose();
    }

    [Fact]
    public async Task Every_look_is_put_down_and_the_member_sees_who_and_in_which_role()
    {
        var (person, mandate, delia) = await DeliaAsync();
        await Server.RunAsync("update core.person set name = 'Lidia Guardiana' where id = $1", person);
        await delia.GetAsync(Acting("/api/mine", mandate));
        await delia.GetAsync(Acting("/api/mine/documents", mandate));
        var document = await Server.AskAsync<long>(
            "select id from core.document where community_id = $1 and member_id = $2", Town.Community.Value, Town.Bruno);
        await delia.GetAsync(Acting($"/api/documents/{document}", mandate));
        using var bruno = await Server.SignedInAsync(Town.Person);
        Assert.Equal(
            ["delegate Lidia Guardiana delegate", "document Lidia Guardiana delegate"],
            (await bruno.GetAsync("/api/mine/looks")).Json.AsArray().Where(look => (string)look!["who"]! == "Lidia Guardiana")
                .Select(look => $"{look!["kind"]} {look["who"]} {string.Join(' ', look["roles"]!.AsArray())}")
                .Order(StringComparer.Ordinal));
        // One's own page is no look, and a page that is closed neither.
        await Mandates.EndAsync(Server, mandate);
        var looks = await Server.AskAsync<long>("select count(*) from core.look where person_id = $1", person);
        await delia.GetAsync(Acting("/api/mine/consents", mandate));
        Assert.Equal(looks, await Server.AskAsync<long>("select count(*) from core.look where person_id = $1", person));
        delia.Dispose();
    }

    [Fact]
    public async Task What_cannot_be_put_down_is_not_answered()
    {
        var (_, mandate, delia) = await DeliaAsync();
        await Server.RunAsync("revoke insert on core.look from cer_app");
        try
        {
            var answer = await delia.GetAsync(Acting("/api/mine", mandate));
            Assert.True((int)answer.Status >= 500, $"{answer.Status}");
            Assert.Empty(Town.Markers.In(answer.Text));
        }
        finally
        {
            await Server.RunAsync("grant insert on core.look to cer_app");
        }

        delia.Dispose();
    }

    [Fact]
    public async Task What_takes_the_members_own_will_is_refused_and_an_amount_is_contested_with_who_did_it()
    {
        var (person, mandate, delia) = await DeliaAsync();
        await Server.RunAsync("update core.person set name = 'Delia Delegata' where id = $1", person);
        (string Method, string Path, string? Body)[] refused =
        [
            ("GET", "/api/mine/export", null), ("GET", "/api/mine/papers", null), ("GET", "/api/mine/papers/1", null),
            ("PUT", "/api/mine/nickname", """{"nickname": "Altra"}"""),
            ("DELETE", "/api/mine/nickname", null), ("POST", "/api/mine/consents/quarter_hours/1/withdraw", null),
            ("POST", "/api/mine/delegations/1/end", null),
            ("POST", "/api/mine/requests", """{"kind": "leave", "text": "Esce."}"""),
            ("POST", "/api/mine/requests", """{"kind": "erasure", "text": "Via."}"""),
            ("POST", "/api/mine/requests", """{"kind": "consent", "text": "Via."}"""),
        ];
        var before = await StandingAsync();
        foreach (var (method, path, body) in refused)
        {
            var answer = await delia.SendAsync(method, Acting(path, mandate), body);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, answer.Status));
            Assert.Equal("not_by_delegate", (string)answer.Json["code"]!);
        }

        using var bruno = await Server.SignedInAsync(Town.Person);
        var leave = (long)(await bruno.PostAsync("/api/mine/requests", new { kind = "leave", text = "Ci penso." })).Json["id"]!;
        var said = await delia.PostAsync(
            Acting($"/api/mine/requests/{leave}/steps", mandate), new { state = "withdrawn", text = "Resta." });
        Assert.Equal((HttpStatusCode.Forbidden, "not_by_delegate"), (said.Status, (string)said.Json["code"]!));
        await bruno.PostAsync($"/api/mine/requests/{leave}/steps", new { state = "withdrawn", text = "Resto." });

        var made = await delia.SendAsync("POST", Acting("/api/mine/requests", mandate), Amount);
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var id = (long)made.Json["id"]!;
        Assert.Equal(HttpStatusCode.NoContent, (await delia.PostAsync(
            Acting($"/api/mine/requests/{id}/steps", mandate), new { state = "open", text = "Manca un'ora." })).Status);
        using var staff = await Server.SignedInAsync(new PersonRole(Role.Operator, Town.Community, WalledTown.Here, null));
        var desk = $"/api/communities/{WalledTown.Here}/member-requests";
        foreach (var (browser, path) in new[] { (bruno, "/api/mine/requests"), (staff, desk) })
        {
            var seen = (await browser.GetAsync(path)).Json.AsArray().Single(one => (long)one!["id"]! == id)!;
            Assert.Equal(("Delia Delegata", "Delia Delegata"), ((string)seen["by"]!, (string)seen["steps"]![0]!["by"]!));
        }

        await bruno.PostAsync($"/api/mine/requests/{id}/steps", new { state = "withdrawn", text = "Tolgo." });
        Assert.Equal(before, await StandingAsync());
        delia.Dispose();
    }

    [Fact]
    public async Task The_database_itself_gives_a_delegate_no_row_but_by_a_delegation_of_its_own_that_runs()
    {
        var (_, mandate, delia) = await DeliaAsync();
        var (_, another, other) = await DeliaAsync();
        await using var db = NpgsqlDataSource.Create(fixture.Database.MemberAddress);
        foreach (var view in (string[])["profile", "point", "hour", "month", "document", "held_letter", "held_terms", "look", "request"])
        {
            Assert.Equal(0, await CountAsync(db, view, delia.Token!, ""));
            Assert.Equal(0, await CountAsync(db, view, delia.Token!, $"{another}"));
            Assert.Equal(0, await CountAsync(db, view, SecretToken.New().Text, $"{mandate}"));
            Assert.True(await CountAsync(db, view, delia.Token!, $"{mandate}") > 0, view);
        }

        // Scans are the member's own: no delegation opens them.
        using var bruno = await Server.SignedInAsync(Town.Person);
        foreach (var view in (string[])["held_paper", "held_paper_file"])
        {
            Assert.Equal(0, await CountAsync(db, view, delia.Token!, $"{mandate}"));
            Assert.True(await CountAsync(db, view, bruno.Token!, "") > 0, view);
        }

        await Mandates.EndAsync(Server, mandate);
        Assert.Equal(0, await CountAsync(db, "profile", delia.Token!, $"{mandate}"));
        Assert.Equal(1, await CountAsync(db, "profile", other.Token!, $"{another}"));
        delia.Dispose();
        other.Dispose();
    }

    /// <summary>Whoever is a member too sees one page at a time, and chooses which.</summary>
    [Fact]
    public async Task A_member_who_acts_for_another_sees_its_own_page_until_it_says_for_whom()
    {
        var anna = new PersonRole(Role.Member, Town.Community, WalledTown.Here, Town.Anna);
        var (person, _) = await Server.PersonAsync(anna, new PersonRole(Role.Delegate, Town.Community, WalledTown.Here, null));
        var mandate = await Mandates.GiveAsync(Server, Town.Community, Town.Bruno, person);
        using var browser = await Server.SignedInAsync(person);
        var before = await LooksAsync();
        Assert.Equal("Famiglia Anna", (string)(await browser.GetAsync("/api/mine")).Json["member"]!["name"]!);
        Assert.Equal(
            "Famiglia Zorzanelli", (string)(await browser.GetAsync(Acting("/api/mine", mandate))).Json["member"]!["name"]!);
        // Which member is meant is no way around it.
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/api/mine?member={Town.Bruno}")).Status);
        Assert.Equal(before, await LooksAsync());

        // Those of delegates at its own page: others of this village may act for it too.
        async Task<int> LooksAsync() => (await browser.GetAsync("/api/mine/looks")).Json.AsArray()
            .Count(look => (string)look!["kind"]! == "delegate");
    }

    private static bool IsOfMembers(Door door) => door.Pattern.StartsWith("/api/mine", StringComparison.Ordinal)
        || door.Pattern.StartsWith("/api/documents/", StringComparison.Ordinal)
        || door.Pattern.StartsWith("/api/dashboards/{uid}", StringComparison.Ordinal);

    // The dashboard for everybody is for delegates too.
    private static bool IsForAll(Door door) => door.Pattern.StartsWith("/api/dashboards", StringComparison.Ordinal);

    private static string Acting(string path, object mandate) =>
        $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}acting={Uri.EscapeDataString($"{mandate}")}";

    private async Task<(int Person, long Mandate, PageClient Browser)> DeliaAsync()
    {
        var person = await Mandates.DelegateAsync(Server, Town.Community, WalledTown.Here);
        var mandate = await Mandates.GiveAsync(Server, Town.Community, Town.Bruno, person);
        return (person, mandate, await Server.SignedInAsync(person));
    }

    private static async Task<long> CountAsync(NpgsqlDataSource db, string view, string token, string acting)
    {
        await using var connection = await db.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using (var set = new NpgsqlCommand(
            "select set_config('cer.session', $1, true), set_config('cer.acting', $2, true)", connection)
        { Parameters = { new() { Value = token }, new() { Value = acting } } }) await set.ExecuteNonQueryAsync(Cancellation);
        await using var command = new NpgsqlCommand($"select count(*) from mine.{view}", connection);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    /// <summary>What a member's own will has made, as one text.</summary>
    private Task<string> StandingAsync() => Server.AskAsync<string>(
        """
        select concat_ws(' ', (select count(*) from core.consent_withdrawal), (select count(*) from core.total_consent_withdrawal),
          (select count(*) from core.nickname), (select count(*) from core.member_request where kind <> 'amount' and access_id is not null))
        """);
}
