using System.Net;
using Cer.Database.Tests;
using Cer.Operations.People;

namespace Cer.Host.Tests.People;

/// <summary>Whatever opens, closes or moves a way into an account is told to its owner by e-mail, without a secret.</summary>
public sealed class NewsTests(PeopleFixture fixture) : IAsyncLifetime
{
    private const string Standing = """
        select concat_ws(' ', encode(hash, 'hex'), name, email, (select count(*) from core.api_token where person_id = $1),
          (select count(*) from core.person_session where person_id = $1), (select count(*) from core.letter),
          (select count(*) from core.person_act where person_id = $1))
        from core.person where id = $1
        """;

    private PeopleServer? _server;

    private PeopleServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await PeopleServer.StartAsync(
        fixture.Database, settings => settings with { PublicUrl = "https://cer.comune.example", Proxies = ["127.0.0.1"] });

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    [Fact]
    public async Task Every_change_of_the_ways_in_is_told_in_the_words_of_the_owner_and_no_letter_holds_a_secret()
    {
        var village = await Village.FoundAsync(Server);
        var (id, login) = await Server.PersonAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        var address = $"{login}@posta.example";
        await Server.RunAsync("update core.person set email = $2 where id = $1", id, address);
        using var own = await Server.SignedInAsync(id);
        using var runner = await Server.SignedInAsync(new PersonRole(Role.Administrator, village.Id, village.Code, null));
        using var key = new SoftKey();
        List<string> secrets = [PeopleServer.Password, "nome scelto da me"];

        var asked = (await own.PostAsync("/api/passkeys/options", new { password = PeopleServer.Password })).Json;
        var added = await own.PostAsync(
            "/api/passkeys",
            new { name = "nome scelto da me", credential = key.Create(asked["options"]!), state = (string?)asked["state"] });
        Assert.Equal(HttpStatusCode.Created, added.Status);
        Assert.Equal(
            HttpStatusCode.NoContent, (await own.SendAsync("DELETE", $"/api/passkeys/{added.Json["id"]}", null)).Status);
        var wish = new
        {
            name = "nome scelto da me",
            community = village.Code,
            scopes = new[] { "sums:read" },
            days = 1,
            password = PeopleServer.Password,
        };
        secrets.Add((string)(await own.PostAsync("/api/tokens", wish)).Json["token"]!);
        secrets.Add((string)(await runner.PostAsync($"/api/people/{id}/tokens", wish)).Json["token"]!);
        await Server.RunAsync("update core.person set language = 'en' where id = $1", id);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await own.PostAsync("/api/password", new { current = PeopleServer.Password, next = "cinque parole scelte a caso" })).Status);
        var secret = (string)(await own.PostAsync("/api/totp", new { password = "cinque parole scelte a caso" })).Json["secret"]!;
        secrets.Add(secret);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await own.SendAsync("PUT", "/api/totp", new { code = Code(secret) })).Status);
        Server.Clock.Move(TimeSpan.FromSeconds(31));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await own.SendAsync(
                "DELETE", "/api/totp", new { password = "cinque parole scelte a caso", code = Code(secret) })).Status);
        // To where letters went until now.
        var roles = new[] { new { role = "operator", community = village.Code } };
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await runner.SendAsync(
                "PUT", $"/api/people/{id}", new { name = "Persona di Prova", email = $"x{address}", roles })).Status);
        var invite = (string)(await runner.PostAsync($"/api/people/{id}/invite")).Json["invitePath"]!;
        secrets.Add(invite["/invito/".Length..]);
        Assert.Equal(
            HttpStatusCode.OK,
            (await Server.Browser("192.0.2.61").PostAsync(
                $"/api{invite.Replace("invito", "invites", StringComparison.Ordinal)}", new { password = PeopleServer.Password })).Status);

        Assert.Equal(
            [
                "È stata aggiunta una passkey", "È stata tolta una passkey", "È stato creato un token",
                "È stato creato un token a tuo nome", "Your password has changed", "Signing in asks for a code now",
                "Signing in asks for no code any more", "Your e-mail address has changed",
            ],
            await LettersAsync("subject", address));
        Assert.Equal(["Your password was chosen anew"], await LettersAsync("subject", $"x{address}"));
        foreach (var text in await LettersAsync("concat(subject, html, plain)", address))
        {
            Assert.All(secrets, one => Assert.DoesNotContain(one, text, StringComparison.Ordinal));
            Assert.DoesNotContain("http", text, StringComparison.Ordinal);
        }

        Assert.Contains("Se non sei stato tu", (await LettersAsync("plain", address))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changes_nothing_and_who_has_no_address_gets_no_letter()
    {
        var village = await Village.FoundAsync(Server);
        var (id, login) = await Server.PersonAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        using var own = await Server.SignedInAsync(id);
        var before = await Server.AskAsync<long>("select count(*) from core.letter where key like 'account:%' and community_id = $1",
            village.Id.Value);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await own.PostAsync("/api/password", new { current = PeopleServer.Password, next = "cinque parole scelte a caso" })).Status);
        await Server.RunAsync("update core.person set email = $2 where id = $1", id, $"{login}@posta.example");
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await own.PostAsync("/api/password", new { current = "non questa, davvero", next = "sei parole scelte a caso" })).Status);
        Assert.Equal(
            before,
            await Server.AskAsync<long>("select count(*) from core.letter where key like 'account:%' and community_id = $1",
                village.Id.Value));
    }

    [Fact]
    public async Task A_change_and_its_letter_are_there_together_or_neither_is()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var server = await PeopleServer.StartAsync(database);
        var village = await Village.FoundAsync(server);
        var (id, _) = await server.PersonAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        using var runner = await server.SignedInAsync(new PersonRole(Role.Administrator, village.Id, village.Code, null));
        await server.RunAsync("update core.person set email = 'operatore@posta.example' where id = $1", id);
        using var own = await server.SignedInAsync(id);
        await server.RunAsync("revoke insert on core.letter_queue from cer_app");
        var before = await server.AskAsync<string>(Standing, id);
        var wish = new
        {
            name = "un programma",
            community = village.Code,
            scopes = new[] { "sums:read" },
            days = 1,
            password = PeopleServer.Password,
        };
        var roles = new[] { new { role = "operator", community = village.Code } };
        var change = new { current = PeopleServer.Password, next = "cinque parole scelte a caso" };
        foreach (var answer in new[]
        {
            await own.PostAsync("/api/password", change),
            await own.PostAsync("/api/tokens", wish),
            await runner.PostAsync($"/api/people/{id}/tokens", wish),
            await runner.SendAsync("PUT", $"/api/people/{id}", new { name = "Altro nome", email = "altro@posta.example", roles }),
        })
        {
            Assert.True((int)answer.Status >= 500, $"{answer.Status}");
            Assert.Equal(before, await server.AskAsync<string>(Standing, id));
        }

        await server.RunAsync("grant insert on core.letter_queue to cer_app");
        Assert.Equal(HttpStatusCode.NoContent, (await own.PostAsync("/api/password", change)).Status);
        Assert.Equal(1, await server.AskAsync<long>("select count(*) from core.letter where recipient = 'operatore@posta.example'"));
    }

    private Task<string[]> LettersAsync(string column, string address) => Server.AskAsync<string[]>(
        $"select coalesce(array_agg({column} order by id), '{{}}') from core.letter where recipient = $1", address);

    private string Code(string secret)
    {
        var bits = string.Concat(secret.Select(letter =>
            Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        byte[] bytes = [.. bits.Chunk(8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
        return Totp.Code(bytes, Totp.StepAt(Server.Clock.GetUtcNow()));
    }
}
