using System.Net;
using Cer.Host.Tests.People;
using Cer.Operations.People;
using Npgsql;

namespace Cer.Host.Tests.Wall;

/// <summary>Who of the staff asks for what is a member's is noted, and the member is told.</summary>
[Collection(WallCollection.Name)]
public class LookTests(WallFixture fixture)
{
    private PeopleServer Server => fixture.Server;

    private WalledTown Town => fixture.Town;

    private string Page => $"/api/communities/{WalledTown.Here}/members/{Town.Bruno}";

    [Fact]
    public async Task The_member_is_told_who_looked_in_which_role_and_at_what_and_never_what_was_seen()
    {
        var (person, staff) = await StaffAsync(Role.Operator);
        using var page = staff;
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync(Page)).Status);
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync($"{Page}?format=csv&table=points")).Status);
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync($"/api/communities/{WalledTown.Here}/members")).Status);
        Assert.Equal(
            ["member Persona di Prova operator False /api/communities/{community}/members/{member}",
                "members Persona di Prova operator True /api/communities/{community}/members"],
            await ToldAsync(Town.Bruno, person));
        // Of what is everybody's the others are told too; of what is one member's they are not.
        Assert.Equal(
            ["members Persona di Prova operator True /api/communities/{community}/members"], await ToldAsync(Town.Anna, person));

        using var bruno = await Server.SignedInAsync(Bound(Town.Bruno));
        var table = (await bruno.GetAsync("/api/mine/looks?format=csv")).Text;
        Assert.StartsWith(
            "\ufeffQuando (UTC);Giorno;Chi;Ruoli;Che cosa;Pagina;Tabella di tutti i membri;Con il token;Token creato da\r\n", table,
                StringComparison.Ordinal);
        Assert.Contains(
            ";Persona di Prova;operator;member;/api/communities/{community}/members/{member};no;;", table, StringComparison.Ordinal);
        Assert.All(
            Town.Markers.All.Where(Markers.IsFigure), figure => Assert.DoesNotContain(figure, table, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Looks_less_than_ten_minutes_apart_are_one_and_later_ones_are_told_again()
    {
        var (person, staff) = await StaffAsync(Role.Auditor);
        using var page = staff;
        await EarlierAsync(person, "member", 11);
        await EarlierAsync(person, "hour", 9);
        for (var turn = 0; turn < 3; turn++)
        {
            await staff.GetAsync(Page);
            await staff.GetAsync($"/api/communities/{WalledTown.Here}/hour?at=2026-05-20T09:00:00Z&member={Town.Bruno}");
        }

        Assert.Equal(["2", "1"], await CountsAsync(person, "member", "hour"));

        // Also when they come at the same moment.
        var (other, many) = await StaffAsync(Role.Auditor);
        using var window = many;
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => many.GetAsync(Page)));
        Assert.Equal(["1"], await CountsAsync(other, "member"));
    }

    [Fact]
    public async Task A_look_is_noted_although_its_answer_fails_and_what_cannot_be_noted_is_not_answered()
    {
        var (person, staff) = await StaffAsync(Role.Administrator);
        using var page = staff;
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.GetAsync($"{Page}?format=xml")).Status);
        Assert.Equal(["1"], await CountsAsync(person, "member"));

        var (_, other) = await StaffAsync(Role.Administrator);
        using var window = other;
        await Server.RunAsync("revoke insert on core.look from cer_app");
        try
        {
            var refused = await other.GetAsync(Page);
            Assert.True((int)refused.Status >= 500, $"{refused.Status}");
            Assert.Empty(Town.Markers.In(refused.Text));
            // His is the one private roof: a total of those days less the municipality's is his.
            var total = await other.GetAsync($"/api/communities/{WalledTown.Here}/today?day=2026-05-20");
            Assert.True((int)total.Status >= 500, $"{total.Status}");
        }
        finally
        {
            await Server.RunAsync("grant insert on core.look to cer_app");
        }
    }

    [Fact]
    public async Task Every_address_that_says_so_notes_whose_data_it_tells()
    {
        var taught = await Taught.OfAsync(Town);
        var doors = Door.Of(Server.App).Where(door => door.IsLooked).ToArray();
        Assert.True(doors.Length >= 16, $"{doors.Length}");
        foreach (var door in doors)
        {
            // An auditor reads; what is asked for by a form, or not for auditors, takes somebody who may change things.
            var reads = door.Method == "GET" && door.Rule!.Roles.Contains(Role.Auditor);
            var (person, staff) = await StaffAsync(reads ? Role.Auditor : Role.Administrator);
            using var page = staff;
            foreach (var call in taught.Calls(door)) await staff.SendAsync(door.Method, call.Path, call.Body);
            Assert.True(
                await Server.AskAsync<bool>(
                    "select exists (select from core.look where person_id = $1 and page = $2 and (member_id = $3 or member_id is null))",
                    person, door.Pattern, Town.Bruno),
                $"{door} notes nothing.");
        }
    }

    [Fact]
    public async Task Ones_own_things_are_no_look_and_nothing_of_it_can_be_changed()
    {
        var document = (await Town.IdsAsync("select id::text from core.document where community_id = $1 and html = 'ZQ-DOC-HTML'"))[0];
        using var bruno = await Server.SignedInAsync(Town.Person);
        Assert.Equal(HttpStatusCode.OK, (await bruno.GetAsync($"/api/documents/{document}/preview")).Status);
        Assert.Equal(["0"], await CountsAsync(Town.Person, "document"));

        var (person, staff) = await StaffAsync(Role.Accountant);
        using var page = staff;
        await staff.GetAsync($"/api/documents/{document}");
        Assert.Equal(["1"], await CountsAsync(person, "document"));
        foreach (var act in (string[])["update core.look set roles = '{x}'", "delete from core.look", "truncate core.look"])
        {
            await using var command = fixture.Database.App.CreateCommand(act);
            await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_look_by_a_token_says_which_and_who_made_it_and_is_told_beside_the_persons_own()
    {
        var (person, staff) = await StaffAsync(Role.Operator);
        using var page = staff;
        var (maker, _) = await Server.PersonAsync(new PersonRole(Role.Administrator, Town.Community, WalledTown.Here, null));
        await Server.RunAsync("update core.person set name = 'Chi Amministra' where id = $1", maker);
        using var runner = await Server.SignedInAsync(maker);
        var made = await runner.PostAsync(
            $"/api/people/{person}/tokens",
            new
            {
                name = "foglio di calcolo",
                community = WalledTown.Here,
                scopes = new[] { "members:read" },
                days = 1,
                password = PeopleServer.Password,
            });
        using var program = new PageClient(Server.Address, null) { Bearer = (string)made.Json["token"]! };
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync(Page)).Status);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(Page)).Status);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(Page)).Status);
        using var bruno = await Server.SignedInAsync(Bound(Town.Bruno));
        var ids = await Server.AskAsync<long[]>("select array_agg(id) from core.look where person_id = $1", person);
        Assert.Equal(
            ["Persona di Prova  ", "Persona di Prova foglio di calcolo Chi Amministra"],
            (await bruno.GetAsync("/api/mine/looks")).Json.AsArray().Where(look => ids.Contains((long)look!["id"]!))
                .Select(look => $"{look!["who"]} {look["token"]} {look["tokenBy"]}").Order(StringComparer.Ordinal));
    }

    private PersonRole Bound(int member) => new(Role.Member, Town.Community, WalledTown.Here, member);

    private async Task<(int Person, PageClient Browser)> StaffAsync(Role role)
    {
        var (id, _) = await Server.PersonAsync(new PersonRole(role, Town.Community, WalledTown.Here, null));
        return (id, await Server.SignedInAsync(id));
    }

    /// <summary>What a member is told of one person's looks; that it is this person's, the store tells.</summary>
    private async Task<string[]> ToldAsync(int member, int person)
    {
        using var browser = await Server.SignedInAsync(Bound(member));
        var ids = await Server.AskAsync<long[]>(
            "select coalesce(array_agg(id), '{}') from core.look where person_id = $1", person);
        return
        [
            .. (await browser.GetAsync("/api/mine/looks")).Json.AsArray().Where(look => ids.Contains((long)look!["id"]!))
                .Select(look =>
                    $"{look!["kind"]} {look["who"]} {string.Join(' ', look["roles"]!.AsArray())} {(bool)look["ofAll"]!} {look["page"]}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private Task<int> EarlierAsync(int person, string kind, int minutes) => Server.RunAsync(
        """
        insert into core.look (community_id, at, person_id, member_id, roles, kind, page)
        values ($1, now() - make_interval(mins => $2), $3, $4, '{auditor}', $5, '/prova')
        """,
        Town.Community.Value, minutes, person, Town.Bruno, kind);

    private async Task<string[]> CountsAsync(int person, params string[] kinds)
    {
        var counts = new List<string>();
        foreach (var kind in kinds)
            counts.Add($"{await Server.AskAsync<long>("select count(*) from core.look where person_id = $1 and kind = $2", person, kind)}");
        return [.. counts];
    }
}
