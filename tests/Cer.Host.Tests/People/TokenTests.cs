using System.Net;
using Cer.Host.People;
using Cer.Host.People.Tokens;
using Cer.Operations.Looks;
using Cer.Operations.People;
using Cer.Operations.People.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.People;

/// <summary>Tokens for programs: they open what is written down for them, and nothing that is for people.</summary>
public class TokenTests(PeopleFixture fixture)
{
    private PeopleServer Server => fixture.Server;

    [Fact]
    public async Task A_token_is_shown_once_kept_as_a_hash_and_opens_what_its_scope_says()
    {
        var village = await Village.FoundAsync(Server);
        using var browser = await Server.SignedInAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        var made = await MakeAsync(browser, village.Code, "sums:read");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var token = (string)made.Json["token"]!;
        Assert.Matches("^cer_[A-Za-z0-9_-]{43}$", token);
        Assert.Equal("no-store", made.Headers["Cache-Control"]);
        Assert.Equal(
            0L, await Server.AskAsync<long>(
            "select count(*) from core.api_token as t "
            + "where t::text like '%' || $1 || '%' or encode(t.token_sha256, 'escape') like '%' || $1 || '%'",
            token[4..]));

        using var program = Program(token);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync($"/api/communities/{village.Code}/months")).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden, (await program.GetAsync($"/api/communities/{village.Code}/workflows/instances")).Status);
        // Sums are one thing, what each member has another.
        Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync($"/api/communities/{village.Code}/members")).Status);
        using var other = Program((string)(await MakeAsync(browser, village.Code, "members:read")).Json["token"]!);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"/api/communities/{village.Code}/members")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync($"/api/communities/{village.Code}/months")).Status);
        var listed = (await browser.GetAsync("/api/tokens")).Json.AsArray()[^1]!;
        Assert.Equal(("prova", village.Code, "sums:read"), (
            (string?)listed["name"], (string?)listed["community"], (string?)listed["scopes"]!.AsArray().Single()));
        Assert.NotNull((string?)listed["usedAt"]);
        Assert.DoesNotContain(token[4..], listed.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_all_addresses_a_token_with_every_scope_opens_the_written_ones_and_no_other()
    {
        var village = await Village.FoundAsync(Server);
        var everything = Enum.GetValues<Role>().Where(role => role != Role.Member)
            .Select(role => new PersonRole(role, village.Id, village.Code, null)).Append(village.AnnaOnly).ToArray();
        using var browser = await Server.SignedInAsync(everything);
        using var program = Program((string)(await MakeAsync(browser, village.Code, "sums:read", "members:read", "flows")).Json["token"]!);
        var refused = 0;
        foreach (var (method, endpoint) in Addresses().Where(address => Rule(address.Endpoint).Door is Door.SignedIn or Door.Roles))
        {
            if (TokenReach.All.ContainsKey(TokenReach.Key(method, endpoint))) continue;
            var path = Path(endpoint, village.Code);
            var answer = await program.SendAsync(method, path, method == "GET" ? null : "{}");
            Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{method} {path} answers {answer.Status}");
            Assert.StartsWith("Found a token that is not for this", answer.Detail, StringComparison.Ordinal);
            refused++;
        }

        Assert.True(refused > 100, $"Found {refused} addresses, expected nearly all of them.");
    }

    [Fact]
    public void What_is_written_for_tokens_is_there_and_changes_neither_people_nor_payments()
    {
        var there = Addresses().Select(address => TokenReach.Key(address.Method, address.Endpoint)).ToHashSet();
        Assert.All(TokenReach.All.Keys, key => Assert.Contains(key, there));
        Assert.Equal(
            [
                "POST api/communities/{community}/workflows/definitions/{definitionId}/run",
                "POST api/communities/{community}/workflows/events",
            ],
            TokenReach.All.Keys.Where(key => !key.StartsWith("GET ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        string[] forPeople = ["people", "payables", "approve", "totp", "password", "token", "passkey", "mine", "mail", "setup"];
        Assert.DoesNotContain(TokenReach.All.Keys, key => forPeople.Any(word => key.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_address_that_notes_a_look_takes_the_scope_for_figures_of_members()
    {
        var looked = Addresses().Where(one => one.Endpoint.Metadata.GetMetadata<Looks.Looked>() is { Kind: not LookKind.Totals })
            .Select(one => TokenReach.Key(one.Method, one.Endpoint)).Where(TokenReach.All.ContainsKey).ToArray();
        Assert.True(looked.Length >= 8, $"{looked.Length}");
        Assert.All(looked, key => Assert.Equal(TokenScope.Members, TokenReach.All[key]));
        // What is left for sums is written here: whoever adds to it has thought of what it tells.
        Assert.Equal(
            [
                "GET api/communities",
                "GET api/communities/{community}/months",
                "GET api/communities/{community}/prices/gaps",
                "GET api/communities/{community}/today",
                "GET api/live/{community}",
                "GET api/settlements/{community}",
                "GET api/settlements/{community}/{month}",
            ],
            TokenReach.All.Where(one => one.Value == TokenScope.Sums).Select(one => one.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_list_says_who_made_a_token_for_somebody_else()
    {
        var village = await Village.FoundAsync(Server);
        var (id, _) = await Server.PersonAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        using var own = await Server.SignedInAsync(id);
        using var runner = await Server.SignedInAsync(new PersonRole(Role.Administrator, village.Id, village.Code, null));
        await MakeAsync(own, village.Code, "sums:read");
        var wish = new
        {
            name = "foglio",
            community = village.Code,
            scopes = new[] { "flows" },
            days = 1,
            password = PeopleServer.Password
        };
        Assert.Equal(HttpStatusCode.Created, (await runner.PostAsync($"/api/people/{id}/tokens", wish)).Status);
        Assert.Equal(
            ["foglio Persona di Prova", "prova "],
            (await own.GetAsync("/api/tokens")).Json.AsArray().Select(one => $"{one!["name"]} {one["madeBy"]}"));
    }

    [Theory]
    [InlineData(Role.Auditor, 200, 403)]
    [InlineData(Role.Accountant, 200, 403)]
    [InlineData(Role.Operator, 200, 404)]
    [InlineData(Role.Designer, 403, 403)]
    public async Task A_token_never_has_more_than_its_person(Role role, int reads, int runs)
    {
        var village = await Village.FoundAsync(Server);
        using var browser = await Server.SignedInAsync(new PersonRole(role, village.Id, village.Code, null));
        using var program = Program((string)(await MakeAsync(browser, village.Code, "sums:read", "flows")).Json["token"]!);
        Assert.Equal(reads, (int)(await program.GetAsync($"/api/communities/{village.Code}/months")).Status);
        Assert.Equal(
            runs, (int)(await program.PostAsync($"/api/communities/{village.Code}/workflows/definitions/nessuno/run", "{}")).Status);
    }

    [Fact]
    public async Task A_token_is_of_one_community_though_its_person_has_many()
    {
        var (own, other) = (await Village.FoundAsync(Server), await Village.FoundAsync(Server));
        using var browser = await Server.SignedInAsync(new PersonRole(Role.Administrator, null, null, null));
        using var program = Program((string)(await MakeAsync(browser, own.Code, "sums:read")).Json["token"]!);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync($"/api/communities/{own.Code}/months")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"/api/communities/{other.Code}/months")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"/api/settlements/{other.Code}")).Status);
        Assert.Equal([own.Code], (await program.GetAsync("/api/communities")).Json.AsArray().Select(one => (string?)one!["code"]));
    }

    [Fact]
    public async Task Members_and_those_who_only_approve_have_nothing_to_give_to_a_program()
    {
        var village = await Village.FoundAsync(Server);
        foreach (var role in new[] { village.AnnaOnly, new PersonRole(Role.Approver, village.Id, village.Code, null) })
        {
            using var browser = await Server.SignedInAsync(role);
            Assert.Equal(HttpStatusCode.BadRequest, (await MakeAsync(browser, village.Code, "sums:read")).Status);
        }
    }

    [Theory]
    [InlineData("update core.api_token set expires_at = now() where person_id = $1", 401)]
    [InlineData("update core.api_token set ended_at = now() where person_id = $1", 401)]
    [InlineData("update core.person set enabled = false where id = $1", 401)]
    [InlineData("delete from core.person_role where person_id = $1", 404)]
    public async Task A_token_ends_with_its_time_by_its_owner_and_with_what_its_person_was(string what, int status)
    {
        var village = await Village.FoundAsync(Server);
        var (id, _) = await Server.PersonAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        using var browser = await Server.SignedInAsync(id);
        using var program = Program((string)(await MakeAsync(browser, village.Code, "sums:read")).Json["token"]!);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync($"/api/communities/{village.Code}/months")).Status);
        await Server.RunAsync(what, id);
        // A cookie beside it opens nothing that the token does not.
        using var both = new PageClient(Server.Address, null) { Bearer = program.Bearer }.With(browser.Token);
        Assert.Equal(status, (int)(await both.GetAsync($"/api/communities/{village.Code}/months")).Status);
    }

    [Fact]
    public async Task Its_owner_and_whoever_runs_the_community_end_it_and_nobody_else()
    {
        var village = await Village.FoundAsync(Server);
        var (id, _) = await Server.PersonAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        using var browser = await Server.SignedInAsync(id);
        using var stranger = await Server.SignedInAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        using var runner = await Server.SignedInAsync(new PersonRole(Role.Administrator, village.Id, village.Code, null));
        using var elsewhere = await Server.SignedInAsync(
            new PersonRole(Role.Administrator, (await Village.FoundAsync(Server)) is var other ? other.Id : default, other.Code, null));
        var made = (await MakeAsync(browser, village.Code, "sums:read")).Json;
        var (token, number) = ((string)made["token"]!, (long)made["id"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync("DELETE", $"/api/tokens/{number}", null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.SendAsync("DELETE", $"/api/people/{id}/tokens/{number}", null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/api/people/{id}/tokens")).Status);
        Assert.Single((await runner.GetAsync($"/api/people/{id}/tokens")).Json.AsArray());
        Assert.Equal(HttpStatusCode.NoContent, (await runner.SendAsync("DELETE", $"/api/people/{id}/tokens/{number}", null)).Status);
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await Program(token).GetAsync($"/api/communities/{village.Code}/months")).Status);
        Assert.Equal(
            "token ended", await Server.AskAsync<string>(
            "select what from core.person_act where person_id = $1 order by id desc limit 1", id));
    }

    [Fact]
    public async Task Without_the_password_or_beyond_a_year_none_is_made_and_a_person_has_twenty_at_most()
    {
        var village = await Village.FoundAsync(Server);
        using var browser = await Server.SignedInAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        Assert.Equal(HttpStatusCode.BadRequest, (await MakeAsync(browser, village.Code, 30, "non questa, davvero", "sums:read")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await MakeAsync(browser, village.Code, 366, PeopleServer.Password, "sums:read")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await MakeAsync(browser, village.Code, 0, PeopleServer.Password, "sums:read")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await MakeAsync(browser, village.Code, "tutto")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await MakeAsync(browser, village.Code)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await MakeAsync(browser, "nessuna", "sums:read")).Status);
        for (var count = 0; count < 20; count++)
            Assert.Equal(HttpStatusCode.Created, (await MakeAsync(browser, village.Code, 365, PeopleServer.Password, "sums:read")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await MakeAsync(browser, village.Code, "sums:read")).Status);
    }

    [Theory]
    [InlineData("cer_x")]
    [InlineData("cer_")]
    [InlineData("cer_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_token_that_is_none_opens_nothing_also_beside_a_session(string token)
    {
        using var browser = await Server.SignedInAsync(new PersonRole(Role.Operator, null, null, null));
        using var both = new PageClient(Server.Address, null) { Bearer = token }.With(browser.Token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await both.GetAsync("/api/communities")).Status);
        // What a proxy in front shows is not ours to judge.
        using var proxied = new PageClient(Server.Address, null) { Bearer = "eyJhbGciOiJub25lIn0" }.With(browser.Token);
        Assert.Equal(HttpStatusCode.OK, (await proxied.GetAsync("/api/communities")).Status);
    }

    private static Task<PageClient.Answer> MakeAsync(PageClient browser, string community, params string[] scopes) =>
        MakeAsync(browser, community, 30, PeopleServer.Password, scopes);

    private static Task<PageClient.Answer> MakeAsync(
        PageClient browser, string community, int days, string password, params string[] scopes) =>
        browser.PostAsync("/api/tokens", new { name = "prova", community, scopes, days, password });

    private static AccessRule Rule(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<AccessRule>()!;

    private static string Path(RouteEndpoint endpoint, string community) => System.Text.RegularExpressions.Regex.Replace(
        $"/{endpoint.RoutePattern.RawText!.Trim('/')}".Replace("{community}", community, StringComparison.Ordinal)
            .Replace("{month}", "2026-05", StringComparison.Ordinal),
        @"\{[^}]+\}",
        "1");

    private PageClient Program(string token) => new(Server.Address, null) { Bearer = token };

    private IEnumerable<(string Method, RouteEndpoint Endpoint)> Addresses() =>
        Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                .Select(method => (method, endpoint)));
}
