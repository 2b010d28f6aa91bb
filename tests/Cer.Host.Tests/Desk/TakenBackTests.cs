using System.Net;
using System.Text.Json.Nodes;
using Cer.Host.Tests.Viewing;

namespace Cer.Host.Tests.Desk;

/// <summary>Whoever was enrolled by mistake keeps no account that shows nothing, and no invite that would make one.</summary>
public class TakenBackTests
{
    private const string August = "2026-08-03T08:00:00Z";
    private const string Place = "https://cer.prova.example/cer";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_account_of_an_enrolment_that_is_taken_back_is_closed_with_its_open_invite_and_so_is_one_made_for_the_delegate()
    {
        await using var server = await SmallCommunity.StartAsync(August, Place);
        await server.DoAsync(Enrol());
        Assert.Equal((2L, 2L), (await EnabledAsync(server), await OpenInvitesAsync(server)));
        await UndoAsync(server, 1, 2);
        Assert.Equal((0L, 0L), (await EnabledAsync(server), await OpenInvitesAsync(server)));
        Assert.Equal(0, await server.AskAsync<long>("select count(*) from core.person where email like '%@esempio.example'"));
        // That it was, and when it ended, stays.
        Assert.Equal(2, await server.AskAsync<long>(
            "select count(*) from core.person_act where what = 'disabled, its enrolment was taken back' and who like 'person:%'"));
    }

    [Fact]
    public async Task An_account_with_a_session_and_a_password_is_closed_as_well()
    {
        await using var server = await SmallCommunity.StartAsync(August, Place);
        await server.DoAsync(Enrol());
        await RunAsync(server, Entered("nuova@esempio.example"));
        await RunAsync(
            server,
            """
            insert into core.person_session (token_sha256, person_id, idle_until, expires_at)
            select sha256('prova'), id, now() + interval '1 hour', now() + interval '1 hour' from core.person
            where email = 'nuova@esempio.example'
            """);
        await UndoAsync(server, 1, 2);
        Assert.Equal((0L, 0L), (await EnabledAsync(server), await server.AskAsync<long>(
            "select count(*) from core.person_session where token_sha256 = sha256('prova')")));
    }

    [Theory]
    [InlineData("nuova", "another role", """
        insert into core.person_role (person_id, role, community_id)
        select id, 'auditor', 1 from core.person where email = 'nuova@esempio.example'
        """)]
    [InlineData("nuova", "another member's", """
        insert into core.person_role (person_id, role, community_id, member_id)
        select person.id, 'member', 1, member.id from core.person as person, core.member as member
        where person.email = 'nuova@esempio.example' and member.code = 'comune'
        """)]
    [InlineData("delegata", "a delegation of another member", """
        with given as (
          insert into core.delegation (community_id, id, member_id, delegate, from_day, to_day, kind, dated, kept_at, author, recorded_at)
          select 1, 77, id, 'Delegata inventata', '2026-01-01', '2027-01-01', 'form', '2026-01-01', 'armadio', 'test', now()
          from core.member where code = 'comune' returning id)
        insert into core.delegation_access (community_id, delegation_id, person_id, author)
        select 1, given.id, person.id, 'test' from given, core.person as person where person.email = 'delegata@esempio.example'
        """)]
    [InlineData("delegata", "entered before", "update core.person set salt = '\\x0102030405060708090a0b0c0d0e0f10', "
        + "hash = sha256('prova'), rounds = 100000 where email = 'delegata@esempio.example'")]
    public async Task One_with_another_part_in_the_house_stays(string whose, string why, string sql)
    {
        await using var server = await SmallCommunity.StartAsync(August, Place);
        await server.DoAsync(Enrol());
        await RunAsync(server, sql);
        await UndoAsync(server, 1, 2);
        var left = await server.AskAsync<string>(
            "select string_agg(email, ',') from core.person where enabled and email like '%@esempio.example'");
        Assert.Equal((why, $"{whose}@esempio.example"), (why, left));
    }

    [Fact]
    public async Task What_is_taken_back_of_a_member_who_stays_closes_nothing()
    {
        await using var server = await SmallCommunity.StartAsync(August, Place);
        await server.DoAsync(Enrol());
        var member = (await server.GetAsync("desk"))["members"]!.AsArray()
            .Single(one => (string)one!["name"]! == "Famiglia inventata")!["id"]!;
        await server.DoAsync(new()
        {
            ["kind"] = "point",
            ["member"] = $"{member}",
            ["points"] = new JsonArray(new JsonObject { ["pod"] = "IT999E00000088", ["voltage"] = "LV" }),
            ["day"] = "2026-07-20",
            ["evidence"] = DeskHouse.Paper,
        });
        await UndoAsync(server, 2, 3);
        Assert.Equal((2L, 2L), (await EnabledAsync(server), await OpenInvitesAsync(server)));
    }

    private static JsonObject Enrol() => DeskHouse.Enrol().With("email", "nuova@esempio.example").With("delegation", new JsonObject
    {
        ["name"] = "Delegata inventata",
        ["email"] = "delegata@esempio.example",
        ["from"] = "2026-07-15",
        ["to"] = "2027-07-14",
        ["evidence"] = DeskHouse.Paper,
    });

    private static string Entered(string email) => $"""
        update core.person set salt = '\x0102030405060708090a0b0c0d0e0f10', hash = sha256('prova'), rounds = 100000
        where email = '{email}'
        """;

    private static async Task UndoAsync(StaffServer server, int act, int version)
    {
        var (status, answer) = await server.PostAsync($"desk/acts/{act}/undo", new { version });
        Assert.True(status == HttpStatusCode.Created, answer?.ToJsonString());
    }

    private static async Task RunAsync(StaffServer server, string sql)
    {
        await using var command = server.Admin.CreateCommand(sql);
        Assert.True(await command.ExecuteNonQueryAsync(Cancellation) > 0);
    }

    private static Task<long> EnabledAsync(StaffServer server) =>
        server.AskAsync<long>("select count(*) from core.person where enabled and login <> 'operatrice'");

    private static Task<long> OpenInvitesAsync(StaffServer server) =>
        server.AskAsync<long>("select count(*) from core.invite where used_at is null and expires_at > now()");
}
