using System.Net;
using Cer.Database.Tests;
using Cer.Operations.People;

namespace Cer.Host.Tests.People;

/// <summary>Name, e-mail and roles change as a whole, by whom may do so, and the house keeps somebody who runs it.</summary>
public class ChangeTests(PeopleFixture fixture)
{
    private static readonly PersonRole Everything = new(Role.Administrator, null, null, null);

    private PeopleServer Server => fixture.Server;

    [Fact]
    public async Task A_changed_person_is_what_was_asked_for_at_once_and_what_it_was_is_recorded_by_numbers()
    {
        var village = await Village.FoundAsync(Server);
        var (by, _) = await Server.PersonAsync(Everything);
        using var administrator = await Server.SignedInAsync(by);
        var (id, login) = await Server.PersonAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        using var person = await Server.SignedInAsync(id);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync($"/api/communities/{village.Code}/months")).Status);
        object[] roles = [new { role = "member", community = village.Code, member = village.Anna }];
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await PutAsync(administrator, id, new { name = "Anna Nuova", email = "anna@borgo.example", roles })).Status);

        var row = (await administrator.GetAsync("/api/people")).Json.AsArray().Single(one => (int)one!["id"]! == id)!;
        Assert.Equal(
            ("Anna Nuova", "anna@borgo.example", login),
            ((string?)row["name"], (string?)row["email"], (string?)row["login"]));
        Assert.Equal(
            $$"""[{"community":"{{village.Code}}","role":"member","member":{{village.Anna}}}]""",
            row["roles"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync($"/api/communities/{village.Code}/months")).Status);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/api/mine")).Status);
        Assert.Equal(
            $$"""{"name": true, "after": [{"role": "member", "member": {{village.Anna}}, "community": {{village.Id.Value}}}], "email": """
            + $$"""true, "before": [{"role": "operator", "community": {{village.Id.Value}}}]}""",
            await Server.AskAsync<string>(
                "select detail::text from core.person_act where person_id = $1 and what = 'changed' and who = $2",
                id,
                $"person:{by}"));

        Assert.Equal(
            HttpStatusCode.NoContent, (await PutAsync(administrator, id, new { name = "Anna Nuova", roles })).Status);
        Assert.True(await Server.AskAsync<bool>("select email is null from core.person where id = $1", id));
    }

    [Theory]
    [InlineData("""{"name":" ","roles":[{"role":"operator"}]}""", "Found no name")]
    [InlineData("""{"roles":[{"role":"operator"}]}""", "Found no name")]
    [InlineData("""{"name":"n","email":"a@b\r\nBcc: c","roles":[{"role":"operator"}]}""", "Found another e-mail address")]
    [InlineData("""{"name":"n","roles":[]}""", "Found no roles")]
    [InlineData("""{"name":"n"}""", "Found no roles")]
    [InlineData("""{"name":"n","roles":[{"role":"king"}]}""", "Found another role")]
    [InlineData("""{"name":"n","roles":[{"role":"member","member":1}]}""", "Found no such member")]
    [InlineData("""{"name":7,"roles":[]}""", "Found another body, expected a JSON object with name, email, roles.")]
    public async Task A_change_that_cannot_be_is_refused_and_changes_nothing(string body, string sentence)
    {
        using var administrator = await Server.SignedInAsync(Everything);
        var (id, _) = await Server.PersonAsync(new PersonRole(Role.Operator, null, null, null));
        var answer = await PutAsync(administrator, id, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith(sentence, answer.Detail, StringComparison.Ordinal);
        Assert.Equal("Persona di Prova", await Server.AskAsync<string>("select name from core.person where id = $1", id));
    }

    [Fact]
    public async Task Who_runs_one_community_gives_no_role_beyond_it_and_changes_nobody_of_another()
    {
        var (own, other) = (await Village.FoundAsync(Server), await Village.FoundAsync(Server));
        using var administrator = await Server.SignedInAsync(new PersonRole(Role.Administrator, own.Id, own.Code, null));
        var (mine, _) = await Server.PersonAsync(new PersonRole(Role.Operator, own.Id, own.Code, null));
        var (theirs, _) = await Server.PersonAsync(new PersonRole(Role.Operator, other.Id, other.Code, null));
        var (house, _) = await Server.PersonAsync(Everything);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(administrator, mine, Of("auditor", own.Code))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(administrator, mine, Of("administrator", null))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(administrator, mine, Of("auditor", other.Code))).Status);
        foreach (var person in new[] { theirs, house, int.MaxValue })
            Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(administrator, person, Of("auditor", own.Code))).Status);
        using var worker = await Server.SignedInAsync(new PersonRole(Role.Operator, null, null, null));
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(worker, mine, Of("administrator", null))).Status);
    }

    [Fact]
    public async Task The_last_administrator_stays_one_also_when_two_depose_each_other_at_once()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var server = await PeopleServer.StartAsync(database);
        var (first, _) = await server.PersonAsync(Everything);
        using var one = await server.SignedInAsync(first);
        var refused = await PutAsync(one, first, Of("operator", null));
        Assert.Equal(
            (HttpStatusCode.Conflict, "Found the only administrator, expected another one who has signed in before."),
            (refused.Status, refused.Detail));
        Assert.Equal(HttpStatusCode.OK, (await one.GetAsync("/api/people")).Status);

        for (var round = 0; round < 5; round++)
        {
            var (second, _) = await server.PersonAsync(Everything);
            using var other = await server.SignedInAsync(second);
            await Task.WhenAll(
                PutAsync(one, second, Of("operator", null)),
                round % 2 == 0
                    ? PutAsync(other, first, Of("operator", null))
                    : other.SendAsync("DELETE", $"/api/people/{first}", null));
            Assert.Equal(1L, await server.AskAsync<long>("""
                select count(*) from core.person as person join core.person_role as role on role.person_id = person.id
                where person.enabled and role.role = 'administrator'
                """));
            await server.RunAsync("update core.person set enabled = true where id = $1", first);
            await server.RunAsync("delete from core.person_role where person_id = any($1)", new[] { first, second });
            await server.RunAsync("insert into core.person_role (person_id, role) values ($1, 'administrator')", first);
            using var again = await server.SignedInAsync(first);
            one.With(again.Token);
        }
    }

    private static object Of(string role, string? community) =>
        new { name = "Persona", email = (string?)null, roles = new[] { new { role, community } } };

    private static Task<PageClient.Answer> PutAsync(PageClient browser, int person, object body) =>
        browser.SendAsync("PUT", $"/api/people/{person}", body);
}
