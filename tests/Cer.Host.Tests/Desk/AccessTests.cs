using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cer.Host.Tests.Viewing;
using Cer.Operations.Mail;
using Cer.Operations.People;
using Cer.Operations.People.Links;

namespace Cer.Host.Tests.Desk;

/// <summary>Accounts that the desk gives: to who becomes a member, and to who acts for one.</summary>
public partial class AccessTests
{
    private const string August = "2026-08-03T08:00:00Z";
    private const string Place = "https://cer.prova.example/cer";
    private const string Address = "nuova.famiglia@esempio.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_is_enrolled_with_an_address_is_written_an_invite_that_is_sealed_until_it_leaves()
    {
        await using var server = await SmallCommunity.StartAsync(August, Place);
        await server.DoAsync(DeskHouse.Enrol().With("email", $" {Address} "));
        var letter = await LetterAsync(server, Address);
        Assert.Contains($"{Place}/invito/cer-sealed.", letter.Html, StringComparison.Ordinal);
        var sent = await OpenedAsync(server, letter);
        var token = Invite().Match(sent).Groups[1].Value;
        using var anybody = new HttpClient { BaseAddress = server.Client.BaseAddress };
        var told = JsonNode.Parse(await anybody.GetStringAsync($"/api/invites/{token}", Cancellation))!;
        Assert.Equal((Address, "Famiglia inventata"), ((string)told["login"]!, (string)told["name"]!));
        // What is kept opens nothing.
        Assert.DoesNotContain(token, letter.Html + letter.Plain, StringComparison.Ordinal);
        Assert.Equal("member membro-001", await server.AskAsync<string>(
            """
            select role.role || ' ' || member.code from core.person_role as role
            join core.person as person on person.id = role.person_id and person.email = 'nuova.famiglia@esempio.example'
            join core.member as member on member.community_id = role.community_id and member.id = role.member_id
            """));
        // It is about that account, whose owner finds it in the export.
        Assert.Equal(1, await server.AskAsync<long>(
            """
            select count(*) from core.letter join core.person on person.id = letter.person_id
            where login = 'nuova.famiglia@esempio.example'
            """));

        // Another of the family, who reads at the same address, gets an account of its own.
        await server.DoAsync(DeskHouse.Enrol(pod: "IT999E00000078", name: "Famiglia seconda").With("email", Address));
        Assert.Equal($"{Address},{Address}-2", await server.AskAsync<string>(
            "select string_agg(login, ',' order by login) from core.person where email is not null"));
    }

    [Fact]
    public async Task Without_an_address_nobody_is_written_to_and_no_account_is_made()
    {
        await using var server = await SmallCommunity.StartAsync(August, Place);
        var people = await server.CountAsync("person");
        await server.DoAsync(DeskHouse.Enrol());
        Assert.Equal((people, 0L), (await server.CountAsync("person"), await server.CountAsync("letter")));
    }

    [Fact]
    public async Task A_wrong_address_and_a_house_without_a_place_are_told_beside_the_field_and_store_nothing()
    {
        await using var server = await SmallCommunity.StartAsync(August, Place);
        var standing = await StandingAsync(server);
        string[] addresses =
            ["senza chiocciola", "due@@esempio.example", "a@b c", "<x@y.example>", $"{new string('a', 300)}@x.example"];
        foreach (var wrong in addresses)
        {
            var form = DeskHouse.Enrol().With("email", wrong).With("delegation", Delegation(wrong));
            Assert.Equal(
                ["delegation.email email_form", "email email_form"],
                DeskHouse.Faults((await server.PostAsync("desk/preview", form)).Answer).Order(StringComparer.Ordinal));
        }

        await using var homeless = await SmallCommunity.StartAsync(August);
        var sent = DeskHouse.Enrol().With("email", Address).With("delegation", Delegation(Address));
        Assert.Equal(
            ["delegation.email no_public_url", "email no_public_url"],
            DeskHouse.Faults((await homeless.PostAsync("desk", new JsonObject { ["version"] = 1, ["form"] = sent })).Answer)
                .Order(StringComparer.Ordinal));
        Assert.Equal(0, await homeless.CountAsync("letter"));
        Assert.Equal(standing, await StandingAsync(server));
    }

    [Fact]
    public async Task What_fails_in_the_middle_leaves_neither_account_nor_letter()
    {
        await using var server = await SmallCommunity.StartAsync(August, Place);
        var standing = await StandingAsync(server);
        await using (var command = server.Admin.CreateCommand("revoke insert on core.letter_queue from cer_app"))
            await command.ExecuteNonQueryAsync(Cancellation);
        var form = DeskHouse.Enrol().With("email", Address);
        Assert.True((int)(await server.PostAsync("desk", new JsonObject { ["version"] = 1, ["form"] = form })).Status >= 500);
        Assert.Equal(standing, await StandingAsync(server));
    }

    [Fact]
    public async Task A_delegation_finds_the_account_of_its_address_or_invites_one_and_asks_where_there_are_two()
    {
        await using var server = await SmallCommunity.StartAsync(August, Place);
        await server.DoAsync(DeskHouse.Enrol());
        var people = await server.CountAsync("person");
        // Nobody has the address: an account is made and invited.
        await RecordAsync(server, "figlia@esempio.example");
        Assert.Equal(people + 1, await server.CountAsync("person"));
        Assert.Contains("/invito/cer-sealed.", (await LetterAsync(server, "figlia@esempio.example")).Html, StringComparison.Ordinal);
        Assert.Equal("invited", (string)(await server.GetAsync("desk"))["delegations"]![0]!["page"]!);

        // Somebody is in the house already: the same account, and a letter without a link.
        await using (var command = server.Admin.CreateCommand(
            "update core.person set email = 'Chi.Entra@esempio.example' where login = 'operatrice'"))
            await command.ExecuteNonQueryAsync(Cancellation);
        await RecordAsync(server, "chi.entra@esempio.example");
        Assert.Equal(people + 1, await server.CountAsync("person"));
        Assert.DoesNotContain("/invito/", (await LetterAsync(server, "chi.entra@esempio.example")).Html, StringComparison.Ordinal);
        Assert.Equal("open", (string)(await server.GetAsync("desk"))["delegations"]![0]!["page"]!);
        Assert.Equal("delegate,operator", await server.AskAsync<string>(
            """
            select string_agg(role, ',' order by role) from core.person_role as own
            join core.person on person.id = own.person_id where login = 'operatrice'
            """));

        // Of two with one address nobody can tell which.
        using var other = await server.SignInAsync("altra", Role.Auditor);
        await using (var command = server.Admin.CreateCommand(
            "update core.person set email = 'figlia@esempio.example' where login = 'altra'"))
            await command.ExecuteNonQueryAsync(Cancellation);
        var standing = await StandingAsync(server);
        var (status, answer) = await server.PostAsync("desk/delegations", await FormAsync(server, "figlia@esempio.example"));
        Assert.Equal((HttpStatusCode.BadRequest, "delegation.email email_many"), (status, DeskHouse.Faults(answer).Single()));
        Assert.Equal(standing, await StandingAsync(server));
    }

    [Fact]
    public async Task A_delegation_on_paper_is_given_an_account_later_and_once()
    {
        await using var server = await SmallCommunity.StartAsync(August, Place);
        await server.DoAsync(DeskHouse.Enrol());
        await RecordAsync(server, null);
        Assert.Equal(("paper", 0L), (await PageAsync(server), await server.CountAsync("letter")));
        Assert.Equal(["email needed"], DeskHouse.Faults((await server.PostAsync("desk/delegations/1/access", new { })).Answer));
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("desk/delegations/7/access", new { email = Address })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.PostAsync("desk/delegations/1/access", new { email = Address })).Status);
        Assert.Equal(("invited", 1L), (await PageAsync(server), await server.CountAsync("letter")));
        var standing = await StandingAsync(server);
        Assert.Equal(
            HttpStatusCode.NotFound, (await server.PostAsync("desk/delegations/1/access", new { email = "altra@esempio.example" })).Status);
        Assert.Equal(standing, await StandingAsync(server));
    }

    private static async Task<string> PageAsync(StaffServer server) =>
        (string)(await server.GetAsync("desk"))["delegations"]![0]!["page"]!;

    private static JsonObject Delegation(string email) => new()
    {
        ["name"] = "Delegata inventata",
        ["email"] = email,
        ["from"] = "2026-07-15",
        ["to"] = "2027-07-14",
        ["evidence"] = DeskHouse.Paper,
    };

    private static async Task<JsonObject> FormAsync(StaffServer server, string? email)
    {
        var member = (await server.GetAsync("desk"))["members"]!.AsArray()
            .Single(one => (string)one!["name"]! == "Famiglia inventata")!["id"]!;
        return Delegation(email ?? "").With("member", member.DeepClone());
    }

    private static async Task RecordAsync(StaffServer server, string? email)
    {
        var (status, answer) = await server.PostAsync("desk/delegations", await FormAsync(server, email));
        Assert.True(status == HttpStatusCode.Created, answer?.ToJsonString());
    }

    private static Task<string> StandingAsync(StaffServer server) => server.AskAsync<string>(
        """
        select concat_ws(' ', (select count(*) from core.definition), (select count(*) from core.person),
          (select count(*) from core.person_role), (select count(*) from core.invite), (select count(*) from core.letter),
          (select count(*) from core.letter_queue), (select count(*) from core.delegation), (select count(*) from core.delegation_access), (select count(*) from core.person_act))
        """);

    private static async Task<(string Key, string To, string Html, string Plain)> LetterAsync(StaffServer server, string to)
    {
        await using var command = server.Admin.CreateCommand("select key, recipient, html, plain from core.letter where recipient = $1");
        command.Parameters.Add(new() { Value = to });
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        Assert.True(await reader.ReadAsync(Cancellation), to);
        return (reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3));
    }

    /// <summary>As it leaves.</summary>
    private static async Task<string> OpenedAsync(StaffServer server, (string Key, string To, string Html, string Plain) letter) =>
        SealedLink.Open(
            letter.Plain,
            await server.CommunityAsync(),
            letter.Key,
            EmailAddress.Parse(letter.To, null),
            server.Service<SecretBox>());

    [GeneratedRegex("/invito/([A-Za-z0-9_-]{43})")]
    private static partial Regex Invite();
}
