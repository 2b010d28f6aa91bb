using System.Net;
using Cer.Operations.People;

namespace Cer.Host.Tests.People;

/// <summary>Invites: one use, one at a time, a week.</summary>
public class InviteTests(PeopleFixture fixture)
{
    private static readonly PersonRole Everything = new(Role.Administrator, null, null, null);
    private static readonly object Chosen = new { password = PeopleServer.Password };

    private PeopleServer Server => fixture.Server;

    [Fact]
    public async Task An_invite_shows_whom_it_is_for_and_lets_in_once()
    {
        using var administrator = await Server.SignedInAsync(Everything);
        var (id, token) = await InvitedAsync(administrator);
        using var browser = Server.Browser("192.0.2.60");
        var shown = await browser.GetAsync($"/api/invites/{token}");
        Assert.Equal((HttpStatusCode.OK, "Invitata"), (shown.Status, (string?)shown.Json["name"]));
        var refused = await browser.PostAsync($"/api/invites/{token}", new { password = "breve" });
        Assert.Equal(
            (HttpStatusCode.BadRequest, "Found a password of 5 characters, expected 12 to 200."),
            (refused.Status, refused.Detail));
        Assert.Null(browser.Token);

        var accepted = await browser.PostAsync($"/api/invites/{token}", Chosen);
        Assert.Equal(HttpStatusCode.OK, accepted.Status);
        Assert.Equal(accepted.Text, (await browser.GetAsync("/api/session")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/api/invites/{token}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/api/invites/{token}", Chosen)).Status);
        Assert.Equal(600_000, await Server.AskAsync<int>("select rounds from core.person where id = $1", id));
        Assert.Equal(
            0L, await Server.AskAsync<long>(
            "select count(*) from core.invite where token_sha256 = convert_to($1, 'UTF8')", token));
    }

    [Fact]
    public async Task Of_two_who_accept_at_once_one_comes_in()
    {
        using var administrator = await Server.SignedInAsync(Everything);
        var (_, token) = await InvitedAsync(administrator);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4)
            .Select(_ => Server.Browser("192.0.2.61").PostAsync($"/api/invites/{token}", Chosen)));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task An_invite_ends_after_a_week_and_when_there_is_a_newer_one_or_the_person_is_disabled()
    {
        using var administrator = await Server.SignedInAsync(Everything);
        using var browser = Server.Browser("192.0.2.62");
        var (id, first) = await InvitedAsync(administrator);
        Assert.True(await Server.AskAsync<bool>(
            "select expires_at between now() + interval '6 days 23 hours' and now() + interval '7 days'"
            + " from core.invite where person_id = $1", id));
        var second = TokenIn(await administrator.PostAsync($"/api/people/{id}/invite"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/api/invites/{first}", Chosen)).Status);
        await Server.RunAsync(
            "update core.invite set expires_at = now() - interval '1 second' where person_id = $1", id);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/api/invites/{second}", Chosen)).Status);
        var third = TokenIn(await administrator.PostAsync($"/api/people/{id}/invite"));
        Assert.Equal(
            HttpStatusCode.NoContent, (await administrator.SendAsync("DELETE", $"/api/people/{id}", null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/api/invites/{third}", Chosen)).Status);
        var back = TokenIn(await administrator.PostAsync($"/api/people/{id}/invite"));
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync($"/api/invites/{back}", Chosen)).Status);
    }

    [Fact]
    public async Task By_a_new_invite_whoever_lost_password_and_app_comes_in_and_every_old_session_ends()
    {
        using var administrator = await Server.SignedInAsync(Everything);
        var (id, login) = await Server.PersonAsync(new PersonRole(Role.Operator, null, null, null));
        using var old = await Server.SignedInAsync(id);
        await Server.RunAsync("update core.person set totp_secret = '\\x00' where id = $1", id);
        var token = TokenIn(await administrator.PostAsync($"/api/people/{id}/invite"));
        Assert.Equal(HttpStatusCode.OK, (await old.GetAsync("/api/session")).Status);
        using var browser = Server.Browser("192.0.2.63");
        Assert.Equal(
            HttpStatusCode.OK,
            (await browser.PostAsync($"/api/invites/{token}", new { password = "tutta un'altra frase" })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await old.GetAsync("/api/session")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync(login, "tutta un'altra frase")).Status);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_invite_is_not_found(string token)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Server.Browser().GetAsync($"/api/invites/{token}")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound, (await Server.Browser().PostAsync($"/api/invites/{token}", Chosen)).Status);
    }

    private static string TokenIn(PageClient.Answer answer)
    {
        var path = (string)answer.Json["invitePath"]!;
        Assert.StartsWith("/invito/", path, StringComparison.Ordinal);
        return path["/invito/".Length..];
    }

    private static async Task<(int Id, string Token)> InvitedAsync(PageClient administrator)
    {
        var answer = await administrator.PostAsync(
            "/api/people",
                new
                {
                    login = $"p{Guid.NewGuid():N}",
                    name = "Invitata",
                    email = "invitata@comune.example",
                    roles = new[] { new { role = "operator" } }
                });
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return ((int)answer.Json["id"]!, TokenIn(answer));
    }
}
