using System.Net;
using System.Text.Json.Nodes;
using Cer.Operations.People;

namespace Cer.Host.Tests.People;

/// <summary>Where one is signed in, and how that ends.</summary>
public class OwnSessionTests(PeopleFixture fixture)
{
    private const string Phone = "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0";
    private const string Desk =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0";

    private static readonly PersonRole Operator = new(Role.Operator, null, null, null);

    private PeopleServer Server => fixture.Server;

    [Fact]
    public async Task The_list_names_device_and_place_in_words_and_never_the_whole_address()
    {
        var (_, login) = await Server.PersonAsync(Operator);
        using var phone = new PageClient(Server.Address, "93.40.171.8") { Agent = Phone };
        using var desk = new PageClient(Server.Address, "192.168.1.20") { Agent = Desk };
        await phone.SignInAsync(login);
        await desk.SignInAsync(login);
        var answer = await desk.GetAsync("/api/sessions");
        Assert.DoesNotContain("93.40.171", answer.Text, StringComparison.Ordinal);
        Assert.Equal(
            [(true, "password", "edge", "windows", "local", null), (false, "password", "firefox", "android", "internet", "93.40.*.*")],
            answer.Json.AsArray().Select(one => (
                (bool)one!["current"]!, (string?)one["way"], (string?)one["browser"], (string?)one["system"],
                (string?)one["place"], (string?)one["network"])));
    }

    [Theory]
    [InlineData("127.0.0.1", "machine", null)]
    [InlineData("10.1.2.3", "local", null)]
    [InlineData("172.31.0.9", "local", null)]
    [InlineData("172.32.0.9", "internet", "172.32.*.*")]
    [InlineData("100.64.0.1", "local", null)]
    [InlineData("::ffff:192.168.0.4", "local", null)]
    [InlineData("fd12::1", "local", null)]
    [InlineData("2001:0b07:1:2::3", "internet", "2001:0b07::")]
    public void A_place_is_told_by_what_kind_of_address_it_is(string address, string place, string? network)
    {
        var visitor = Operations.People.Sessions.Visitor.Unknown with { Address = IPAddress.Parse(address) };
        Assert.Equal((place, network), (visitor.Place, visitor.Network));
    }

    [Fact]
    public async Task One_session_ends_without_the_others_and_nobody_ends_those_of_somebody_else()
    {
        var (id, _) = await Server.PersonAsync(Operator);
        using var own = await Server.SignedInAsync(id);
        using var lost = await Server.SignedInAsync(id);
        using var stranger = await Server.SignedInAsync(Operator);
        var session = Ids(await own.GetAsync("/api/sessions"))[1];
        Assert.Equal(
            HttpStatusCode.NotFound, (await stranger.SendAsync("DELETE", $"/api/sessions/{session}", null)).Status);
        Assert.Equal(HttpStatusCode.OK, (await lost.GetAsync("/api/session")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await own.SendAsync("DELETE", $"/api/sessions/{session}", null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await lost.GetAsync("/api/session")).Status);
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync("/api/session")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound, (await own.SendAsync("DELETE", $"/api/sessions/{session}", null)).Status);
    }

    [Fact]
    public async Task All_others_end_at_once_and_this_one_goes_on()
    {
        var (id, _) = await Server.PersonAsync(Operator);
        using var own = await Server.SignedInAsync(id);
        using var one = await Server.SignedInAsync(id);
        using var two = await Server.SignedInAsync(id);
        Assert.Equal(2, (int)(await own.SendAsync("DELETE", "/api/sessions", null)).Json["ended"]!);
        foreach (var other in new[] { one, two })
            Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/api/session")).Status);
        Assert.Single(Ids(await own.GetAsync("/api/sessions")));
    }

    [Fact]
    public async Task Another_password_ends_every_other_session_and_forgets_their_devices()
    {
        var (id, login) = await Server.PersonAsync(Operator);
        using var own = Server.Browser("192.0.2.60");
        using var thief = Server.Browser("192.0.2.61");
        await own.SignInAsync(login);
        await thief.SignInAsync(login);
        Assert.Equal(2L, await DevicesAsync(id));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await own.PostAsync("/api/password", new { current = PeopleServer.Password, next = "cinque parole scelte a caso" })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/api/session")).Status);
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync("/api/session")).Status);
        Assert.Equal(1L, await DevicesAsync(id));
    }

    [Theory]
    [InlineData(false, 1L, 1L)]
    [InlineData(true, 0L, 0L)]
    public async Task Another_password_takes_passkeys_and_tokens_along_when_that_is_asked(bool endKeys, long passkeys, long tokens)
    {
        var village = await Village.FoundAsync(Server);
        var (id, _) = await Server.PersonAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        using var own = await Server.SignedInAsync(id);
        await Server.RunAsync(
            """
            insert into core.passkey (credential_id, person_id, public_key, sign_count, transports, backup_eligible, backed_up, name)
            values (sha256(convert_to($1::text, 'UTF8')), $1, 'k', 0, '{}', false, false, 'chiave')
            """,
            id);
        var made = await own.PostAsync(
            "/api/tokens",
            new { name = "foglio", community = village.Code, scopes = new[] { "sums:read" }, days = 1, password = PeopleServer.Password });
        using var program = new PageClient(Server.Address, null) { Bearer = (string)made.Json["token"]! };
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await own.PostAsync(
                "/api/password",
                new { current = PeopleServer.Password, next = "cinque parole scelte a caso", endKeys })).Status);
        Assert.Equal(passkeys, await Server.AskAsync<long>("select count(*) from core.passkey where person_id = $1", id));
        Assert.Equal(
            tokens, await Server.AskAsync<long>("select count(*) from core.api_token where person_id = $1 and ended_at is null", id));
        Assert.Equal(
            endKeys ? HttpStatusCode.Unauthorized : HttpStatusCode.OK,
            (await program.GetAsync($"/api/communities/{village.Code}/months")).Status);
    }

    private Task<long> DevicesAsync(int person) =>
        Server.AskAsync<long>("select count(*) from core.known_device where person_id = $1", person);

    private static long[] Ids(PageClient.Answer answer) =>
        [.. answer.Json.AsArray().Select(one => (long)((JsonObject)one!)["id"]!)];
}
