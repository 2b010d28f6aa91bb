using System.Net;
using Cer.Operations.People;

namespace Cer.Host.Tests.People;

/// <summary>Sessions: how they begin, what their cookie is like, and how they end.</summary>
public class SessionTests(PeopleFixture fixture)
{
    private static readonly PersonRole Operator = new(Role.Operator, null, null, null);

    private PeopleServer Server => fixture.Server;

    [Fact]
    public async Task Whoever_signs_in_is_told_who_it_is_and_gets_a_cookie_that_only_our_own_pages_send()
    {
        var (_, login) = await Server.PersonAsync(Operator);
        using var browser = Server.Browser("192.0.2.10");
        var answer = await browser.SignInAsync($" {login.ToUpperInvariant()} ");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(
            $$"""{"login":"{{login}}","name":"Persona di Prova","language":"it","totp":false"""
            + ""","roles":[{"community":null,"role":"operator","member":null}],"home":false}""",
            answer.Text);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Matches(
            "^cer_session=[A-Za-z0-9_-]{43}; max-age=604800; path=/; samesite=strict; httponly$", browser.SetCookie);
        Assert.Equal(answer.Text, (await browser.GetAsync("/api/session")).Text);
        Assert.Equal(
            0L, await Server.AskAsync<long>(
            "select count(*) from core.person_session where encode(token_sha256, 'escape') like '%' || $1 || '%'",
            browser.Token!));
    }

    [Fact]
    public async Task Below_a_path_and_behind_https_the_cookie_says_so()
    {
        await using var server = await PeopleServer.StartAsync(fixture.Database, "/cer", "127.0.0.1");
        var (_, login) = await server.PersonAsync(Operator);
        using var client = new HttpClient { BaseAddress = server.Address };
        foreach (var path in new[] { "/cer/api/session", "/api/session" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Headers.Add("X-Cer-Request", "1");
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("X-Forwarded-For", "192.0.2.11");
            request.Content = new StringContent($$"""{"login":"{{login}}","password":"{{PeopleServer.Password}}"}""");
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.EndsWith(
                "; path=/cer; secure; samesite=strict; httponly", response.Headers.GetValues("Set-Cookie").First(),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_tells_a_login_that_nobody_has_from_a_wrong_password()
    {
        var (disabled, gone) = await Server.PersonAsync(Operator);
        await Server.People.DisableAsync(disabled, "test", TestContext.Current.CancellationToken);
        var invited = $"p{Guid.NewGuid():N}";
        await Server.People.AddAsync(
            new(invited, "Invitata", null, [Operator]), SecretToken.New(), "test",
            TestContext.Current.CancellationToken);
        var (_, login) = await Server.PersonAsync(Operator);
        using var browser = Server.Browser("192.0.2.12");
        var wrong = await browser.SignInAsync(login, "un'altra frase lunga");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.False((bool)wrong.Json["codeNeeded"]!);
        foreach (var other in new[] { "nessuno", gone, invited, "", "\0", new string('x', 5000),
            "'; drop table core.person; --" })
        {
            var answer = await browser.SignInAsync(other);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Equal(Without(wrong), Without(answer));
        }

        Assert.Null(browser.SetCookie);

        static string Without(PageClient.Answer answer)
        {
            var json = answer.Json.AsObject();
            json.Remove("traceId");
            return json.ToJsonString();
        }
    }

    [Fact]
    public async Task A_token_that_somebody_else_planted_does_not_become_the_session()
    {
        var (_, login) = await Server.PersonAsync(Operator);
        var planted = SecretToken.New().Text;
        using var browser = Server.Browser("192.0.2.13").With(planted);
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync(login)).Status);
        var first = browser.Token!;
        Assert.NotEqual(planted, first);
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await Server.Browser().With(planted).GetAsync("/api/session")).Status);

        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync(login)).Status);
        Assert.NotEqual(first, browser.Token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Server.Browser().With(first).GetAsync("/api/session")).Status);
    }

    [Theory]
    [InlineData("idle_until")]
    [InlineData("expires_at")]
    public async Task A_session_ends_when_nobody_used_it_and_in_any_case_after_a_week(string column)
    {
        var (id, _) = await Server.PersonAsync(Operator);
        using var browser = await Server.SignedInAsync(id);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/session")).Status);
        Assert.Equal(
            1, await Server.RunAsync($"update core.person_session set {column} = now() where person_id = $1", id));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/session")).Status);
    }

    [Fact]
    public async Task Use_puts_the_idle_end_off_and_never_the_last_one()
    {
        var (id, _) = await Server.PersonAsync(Operator);
        using var browser = await Server.SignedInAsync(id);
        await Server.RunAsync(
            "update core.person_session set seen_at = now() - interval '2 hours', idle_until = now() + interval '10 hours',"
            + " expires_at = now() + interval '1 hour' where person_id = $1", id);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/session")).Status);
        Assert.True(await Server.AskAsync<bool>(
            "select idle_until > now() + interval '11 hours' and expires_at < now() + interval '2 hours'"
            + " from core.person_session where person_id = $1", id));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_whoever_copied_it_and_takes_the_cookie()
    {
        using var browser = await Server.SignedInAsync(Operator);
        var token = browser.Token;
        Assert.Equal(HttpStatusCode.NoContent, (await browser.SendAsync("DELETE", "/api/session", null)).Status);
        Assert.Null(browser.Token);
        Assert.Contains("expires=Thu, 01 Jan 1970", browser.SetCookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.With(token).GetAsync("/api/session")).Status);
    }

    [Fact]
    public async Task A_person_who_is_disabled_is_out_at_once()
    {
        var (id, _) = await Server.PersonAsync(Operator);
        using var browser = await Server.SignedInAsync(id);
        await Server.People.DisableAsync(id, "test", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/session")).Status);
    }

    [Fact]
    public async Task Another_password_ends_every_other_session_and_the_old_password()
    {
        var (id, login) = await Server.PersonAsync(Operator);
        using var browser = await Server.SignedInAsync(id);
        using var elsewhere = await Server.SignedInAsync(id);
        var before = browser.Token;
        const string Next = "un'altra frase lunga";

        var wrong = await browser.PostAsync("/api/password", new { current = "non questa, davvero", next = Next });
        Assert.Equal(
            (HttpStatusCode.BadRequest, "Found another password, expected your present one."),
            (wrong.Status, wrong.Detail));
        var brief = await browser.PostAsync("/api/password", new { current = PeopleServer.Password, next = "breve" });
        Assert.Equal(
            (HttpStatusCode.BadRequest, "Found a password of 5 characters, expected 12 to 200."),
            (brief.Status, brief.Detail));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await browser.PostAsync("/api/password", new { current = PeopleServer.Password, next = Next })).Status);

        Assert.NotEqual(before, browser.Token);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/session")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.GetAsync("/api/session")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.With(before).GetAsync("/api/session")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Server.Browser("192.0.2.14").SignInAsync(login)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Server.Browser("192.0.2.14").SignInAsync(login, Next)).Status);
    }

    [Fact]
    public async Task One_person_has_twenty_sessions_at_most_and_the_oldest_go()
    {
        var (id, _) = await Server.PersonAsync(Operator);
        using var first = await Server.SignedInAsync(id);
        for (var more = 0; more < 20; more++) (await Server.SignedInAsync(id)).Dispose();
        Assert.Equal(
            20L, await Server.AskAsync<long>("select count(*) from core.person_session where person_id = $1", id));
        Assert.Equal(HttpStatusCode.Unauthorized, (await first.GetAsync("/api/session")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"login\":1,\"password\":2}")]
    [InlineData("{\"login\":\"a\"}")]
    [InlineData("{\"login\":\"\\ud800\",\"password\":\"\\ud800\"}")]
    public async Task A_body_that_is_none_is_refused_with_a_sentence(string body)
    {
        var answer = await Server.Browser("192.0.2.15").SendAsync("POST", "/api/session", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith("Found ", answer.Detail, StringComparison.Ordinal);
        var huge = await Server.Browser("192.0.2.15")
            .SendAsync("POST", "/api/session", $"{{\"login\":\"{new string('x', 20_000)}\"}}");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.Status);
    }
}
