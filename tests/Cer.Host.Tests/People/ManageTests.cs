using System.Net;
using Cer.Operations.People;

namespace Cer.Host.Tests.People;

/// <summary>Who may decide over whom.</summary>
public class ManageTests(PeopleFixture fixture)
{
    private static readonly object Chosen = new { password = PeopleServer.Password };
    private static readonly PersonRole Everything = new(Role.Administrator, null, null, null);

    private PeopleServer Server => fixture.Server;

    [Fact]
    public async Task A_new_person_is_listed_as_invited_then_active_then_disabled()
    {
        var village = await Village.FoundAsync(Server);
        using var administrator = await Server.SignedInAsync(Everything);
        var login = $"p{Guid.NewGuid():N}";
        var made = await administrator.PostAsync("/api/people", new
        {
            login,
            name = "Anna",
            email = "anna@comune.example",
            roles = new object[] { new { role = "member", community = village.Code, member = $"{village.Anna}" } },
        });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal("invited", (string?)(await RowAsync())!["state"]);
        Assert.Equal(
            HttpStatusCode.OK,
            (await Server.Browser("192.0.2.70")
            .PostAsync($"/api/invites/{((string)made.Json["invitePath"]!)["/invito/".Length..]}", Chosen)).Status);
        var row = await RowAsync();
        Assert.Equal(
            $$"""[{"community":"{{village.Code}}","role":"member","member":{{village.Anna}}}]""",
                row!["roles"]!.ToJsonString());
        Assert.Equal(
            ("active", "anna@comune.example", false),
            ((string?)row["state"], (string?)row["email"], (bool)row["totp"]!));
        Assert.NotNull(row["lastSeenAt"]);
        Assert.Equal(HttpStatusCode.Conflict, (await AddAsync(administrator, login, "operator")).Status);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await administrator.SendAsync("DELETE", $"/api/people/{row["id"]}", null)).Status);
        Assert.Equal("disabled", (string?)(await RowAsync())!["state"]);

        async Task<System.Text.Json.Nodes.JsonNode?> RowAsync() =>
            (await administrator.GetAsync("/api/people")).Json.AsArray()
                .Single(person => (string?)person!["login"] == login);
    }

    [Theory]
    [InlineData("""{"login":"Ä","name":"n","roles":[{"role":"operator"}]}""", "Found another login")]
    [InlineData("""{"login":"-a","name":"n","roles":[{"role":"operator"}]}""", "Found another login")]
    [InlineData("""{"login":"a\n","name":"n","roles":[{"role":"operator"}]}""", "Found another login")]
    [InlineData("""{"login":"a","name":" ","roles":[{"role":"operator"}]}""", "Found no name")]
    [InlineData("""{"login":"a","name":"n","email":"a@b\r\nBcc: c","roles":[{"role":"operator"}]}""",
        "Found another e-mail address")]
    [InlineData("""{"login":"a","name":"n","roles":[]}""", "Found no roles")]
    [InlineData("""{"login":"a","name":"n","roles":[null]}""", "Found another role")]
    [InlineData("""{"login":"a","name":"n","roles":[{"role":"king"}]}""",
        "Found another role, expected administrator|operator|approver|auditor|member|accountant|designer|delegate.")]
    [InlineData("""{"login":"a","name":"n","roles":[{"role":"operator","community":"nessuna"}]}""",
        "Found no such community")]
    [InlineData("""{"login":"a","name":"n","roles":[{"role":"operator","member":1}]}""",
        "Found a member with a role of the staff")]
    [InlineData("""{"login":"a","name":"n","roles":[{"role":"member","member":1}]}""", "Found no such member")]
    [InlineData("""{"login":"a","name":"n","roles":7}""",
        "Found another body, expected a JSON object with login, name, email, roles.")]
    public async Task A_person_that_cannot_be_is_refused_with_a_sentence(string body, string sentence)
    {
        using var administrator = await Server.SignedInAsync(Everything);
        var answer = await administrator.PostAsync("/api/people", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith(sentence, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_runs_one_community_decides_over_its_people_alone()
    {
        var (own, other) = (await Village.FoundAsync(Server), await Village.FoundAsync(Server));
        using var administrator = await Server.SignedInAsync(
            new PersonRole(Role.Administrator, own.Id, own.Code, null));
        var (mine, mineLogin) = await Server.PersonAsync(new PersonRole(Role.Operator, own.Id, own.Code, null));
        var (both, _) = await Server.PersonAsync(
            new PersonRole(Role.Operator, own.Id, own.Code, null),
                new PersonRole(Role.Operator, other.Id, other.Code, null));
        var (theirs, theirLogin) = await Server.PersonAsync(new PersonRole(Role.Operator, other.Id, other.Code, null));
        var (house, _) = await Server.PersonAsync(Everything);

        var list = (await administrator.GetAsync("/api/people")).Text;
        Assert.Contains(mineLogin, list, StringComparison.Ordinal);
        Assert.DoesNotContain(theirLogin, list, StringComparison.Ordinal);
        // An invite is a way to become somebody.
        foreach (var person in new[] { both, theirs, house })
        {
            Assert.Equal(
                HttpStatusCode.NotFound, (await administrator.PostAsync($"/api/people/{person}/invite")).Status);
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await administrator.SendAsync("DELETE", $"/api/people/{person}", null)).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync($"/api/people/{mine}/invite")).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden, (await AddAsync(administrator, $"p{Guid.NewGuid():N}", "administrator")).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await AddAsync(administrator, $"p{Guid.NewGuid():N}", "auditor", other.Code)).Status);
        Assert.Equal(
            HttpStatusCode.Created,
            (await AddAsync(administrator, $"p{Guid.NewGuid():N}", "auditor", own.Code)).Status);
    }

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.Approver)]
    [InlineData(Role.Auditor)]
    public async Task Nobody_else_sees_or_changes_who_may_sign_in(Role role)
    {
        using var browser = await Server.SignedInAsync(new PersonRole(role, null, null, null));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/api/people")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AddAsync(browser, "qualcuno", "operator")).Status);
    }

    [Fact]
    public async Task Nobody_disables_oneself()
    {
        var (id, _) = await Server.PersonAsync(Everything);
        using var administrator = await Server.SignedInAsync(id);
        var answer = await administrator.SendAsync("DELETE", $"/api/people/{id}", null);
        Assert.Equal(
            (HttpStatusCode.Conflict, "Found yourself, expected somebody else."), (answer.Status, answer.Detail));
    }

    [Fact]
    public async Task What_is_done_with_accounts_is_recorded_by_numbers()
    {
        var (by, _) = await Server.PersonAsync(Everything);
        using var administrator = await Server.SignedInAsync(by);
        var login = $"p{Guid.NewGuid():N}";
        var id = (int)(await AddAsync(administrator, login, "operator")).Json["id"]!;
        await administrator.SendAsync("DELETE", $"/api/people/{id}", null);
        Assert.Equal(
            [$"person:{by} added", $"person:{by} disabled"],
            await Server.AskAsync<string[]>(
                "select array_agg(who || ' ' || what order by id) from core.person_act where person_id = $1", id));
        Assert.Equal(
            0L, await Server.AskAsync<long>(
            "select count(*) from core.person_act as act where act::text like '%' || $1 || '%'", login));
    }

    private static Task<PageClient.Answer> AddAsync(
        PageClient browser, string login, string role, string? community = null) =>
        browser.PostAsync("/api/people", new { login, name = "Persona", roles = new[] { new { role, community } } });
}
