using System.Net;
using System.Text.Json.Nodes;
using Cer.Operations.People;

namespace Cer.Host.Tests.People;

/// <summary>Passkeys answer the question that was asked here, now, once; everything else opens nothing.</summary>
public sealed class PasskeyTests(PeopleFixture fixture) : IAsyncLifetime
{
    private const string Place = "https://cer.comune.example/cer";

    private PeopleServer? _server;

    private PeopleServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await PeopleServer.StartAsync(
        fixture.Database, settings => settings with { PublicUrl = Place, Proxies = ["127.0.0.1"] });

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    [Fact]
    public async Task A_passkey_that_was_added_lets_its_owner_in_without_login_password_or_code()
    {
        var (id, login) = await PersonAsync();
        using var own = await Server.SignedInAsync(id);
        using var key = new SoftKey();
        Assert.Equal(HttpStatusCode.Created, (await AddAsync(own, key)).Status);
        await Server.RunAsync("update core.person set totp_secret = '\\x00' where id = $1", id);
        key.Count = 1;
        using var browser = Server.Browser("192.0.2.80");
        var entered = await EnterAsync(browser, key);
        Assert.Equal((HttpStatusCode.OK, login), (entered.Status, (string?)entered.Json["login"]));
        Assert.Equal("passkey", (string?)(await browser.GetAsync("/api/sessions")).Json.AsArray()[0]!["way"]);
        var listed = (await browser.GetAsync("/api/passkeys")).Json.AsArray().Single()!;
        Assert.Equal("Telefono", (string?)listed["name"]);
        Assert.NotNull((string?)listed["usedAt"]);
    }

    [Fact]
    public async Task The_device_must_verify_its_user_and_the_handle_tells_nothing()
    {
        var (id, login) = await PersonAsync();
        using var own = await Server.SignedInAsync(id);
        var asked = (await own.PostAsync("/api/passkeys/options", new { password = PeopleServer.Password })).Json["options"]!;
        Assert.Equal("required", (string?)asked["authenticatorSelection"]!["userVerification"]);
        Assert.Equal("required", (string?)asked["authenticatorSelection"]!["residentKey"]);
        Assert.Equal("cer.comune.example", (string?)asked["rp"]!["id"]);
        Assert.DoesNotContain(login, Text((string)asked["user"]!["id"]!), StringComparison.Ordinal);
        using var key = new SoftKey { IsVerified = false };
        Assert.Equal(HttpStatusCode.BadRequest, (await AddAsync(own, key)).Status);
        key.IsVerified = true;
        Assert.Equal(HttpStatusCode.Created, (await AddAsync(own, key)).Status);
        key.IsVerified = false;
        Assert.Equal(HttpStatusCode.Unauthorized, (await EnterAsync(Server.Browser(), key)).Status);
    }

    [Theory]
    [InlineData("https://cer.comune.example.evil.example", "cer.comune.example", null)]
    [InlineData("http://cer.comune.example", "cer.comune.example", null)]
    [InlineData("https://cer.comune.example:8443", "cer.comune.example", null)]
    [InlineData("https://cer.comune.example", "evil.example", null)]
    [InlineData("https://cer.comune.example", "cer.comune.example", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Another_origin_domain_or_challenge_neither_adds_nor_enters(string origin, string domain, string? challenge)
    {
        var (id, _) = await PersonAsync();
        using var own = await Server.SignedInAsync(id);
        using var key = new SoftKey();
        Assert.Equal(HttpStatusCode.Created, (await AddAsync(own, key)).Status);
        using var other = new SoftKey { Origin = origin, Domain = domain, Challenge = challenge };
        Assert.Equal(HttpStatusCode.BadRequest, (await AddAsync(own, other)).Status);
        (key.Origin, key.Domain, key.Challenge) = (origin, domain, challenge);
        Assert.Equal(HttpStatusCode.Unauthorized, (await EnterAsync(Server.Browser(), key)).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task An_answer_counts_once_whether_the_device_counts_or_not(uint count)
    {
        var (id, _) = await PersonAsync();
        using var own = await Server.SignedInAsync(id);
        using var key = new SoftKey();
        await AddAsync(own, key);
        key.Count = count;
        using var browser = Server.Browser();
        var asked = (await browser.PostAsync("/api/session/passkey/options")).Json;
        var answer = new { credential = key.Get(asked["options"]!), state = (string?)asked["state"] };
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/api/session/passkey", answer)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Server.Browser().PostAsync("/api/session/passkey", answer)).Status);
    }

    [Fact]
    public async Task Of_many_that_answer_alike_at_once_one_enters()
    {
        var (id, _) = await PersonAsync();
        using var own = await Server.SignedInAsync(id);
        using var key = new SoftKey();
        await AddAsync(own, key);
        var asked = (await Server.Browser().PostAsync("/api/session/passkey/options")).Json;
        var answer = new { credential = key.Get(asked["options"]!), state = (string?)asked["state"] };
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Server.Browser().PostAsync("/api/session/passkey", answer)));
        Assert.Equal(1, all.Count(one => one.Status == HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_count_that_goes_back_is_a_copy_does_not_enter_and_the_owner_is_told()
    {
        var village = await Village.FoundAsync(Server);
        var (id, login) = await Server.PersonAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        await Server.RunAsync("update core.person set email = $2 where id = $1", id, $"{login}@posta.example");
        using var own = await Server.SignedInAsync(id);
        using var key = new SoftKey();
        await AddAsync(own, key);
        key.Count = 5;
        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(Server.Browser(), key)).Status);
        foreach (var count in new uint[] { 5, 4, 0 })
        {
            key.Count = count;
            Assert.Equal(HttpStatusCode.Unauthorized, (await EnterAsync(Server.Browser(), key)).Status);
        }

        Assert.Equal(3L, await Server.AskAsync<long>(
            "select count(*) from core.person_act where person_id = $1 and what = 'passkey refused: its count went back'", id));
        Assert.Equal(3L, await Server.AskAsync<long>(
            "select count(*) from core.letter where recipient = $1 and subject = 'Una tua passkey potrebbe essere stata copiata'",
            $"{login}@posta.example"));
        key.Count = 6;
        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(Server.Browser(), key)).Status);
    }

    [Fact]
    public async Task Who_has_an_app_adds_a_passkey_with_its_code_or_by_another_passkey_and_not_by_the_password_alone()
    {
        var (id, _) = await PersonAsync();
        using var own = await Server.SignedInAsync(id);
        using var first = new SoftKey();
        Assert.Equal(HttpStatusCode.Created, (await AddAsync(own, first)).Status);
        var secret = Base32((string)(await own.PostAsync("/api/totp", new { password = PeopleServer.Password })).Json["secret"]!);
        await own.SendAsync("PUT", "/api/totp", new { code = Code(secret) });
        var without = await own.PostAsync("/api/passkeys/options", new { password = PeopleServer.Password });
        Assert.Equal((HttpStatusCode.BadRequest, true), (without.Status, (bool)without.Json["codeNeeded"]!));
        Server.Clock.Move(TimeSpan.FromSeconds(31));
        using var second = new SoftKey();
        var asked = await own.PostAsync("/api/passkeys/options", new { password = PeopleServer.Password, code = Code(secret) });
        Assert.Equal(HttpStatusCode.Created, (await AnswerAsync(own, second, asked)).Status);

        // By the first one, and not by one of somebody else.
        using var stranger = await Server.SignedInAsync((await PersonAsync()).Id);
        using var theirs = new SoftKey();
        await AddAsync(stranger, theirs);
        first.Count = theirs.Count = 1;
        Assert.Equal(HttpStatusCode.BadRequest, (await ProvenAsync(theirs)).Status);
        using var third = new SoftKey();
        Assert.Equal(HttpStatusCode.Created, (await AnswerAsync(own, third, await ProvenAsync(first))).Status);

        async Task<PageClient.Answer> ProvenAsync(SoftKey key)
        {
            var question = (await own.PostAsync("/api/session/passkey/options")).Json;
            return await own.PostAsync(
                "/api/passkeys/options", new { credential = key.Get(question["options"]!), state = (string?)question["state"] });
        }
    }

    [Fact]
    public async Task The_list_says_at_which_name_a_passkey_answers()
    {
        var (id, _) = await PersonAsync();
        using var own = await Server.SignedInAsync(id);
        using var key = new SoftKey();
        await AddAsync(own, key);
        Assert.Equal("cer.comune.example", (string?)(await own.GetAsync("/api/passkeys")).Json.AsArray().Single()!["domain"]);
    }

    [Fact]
    public async Task A_question_is_over_after_five_minutes_and_is_not_for_another_purpose_or_person()
    {
        var (id, _) = await PersonAsync();
        using var own = await Server.SignedInAsync(id);
        using var other = await Server.SignedInAsync((await PersonAsync()).Id);
        using var key = new SoftKey();
        await AddAsync(own, key);
        var enter = (await Server.Browser().PostAsync("/api/session/passkey/options")).Json;
        var add = (await own.PostAsync("/api/passkeys/options", new { password = PeopleServer.Password })).Json;
        using var second = new SoftKey();
        var answer = new { name = "x", credential = second.Create(add["options"]!), state = (string?)add["state"] };
        Assert.Equal(HttpStatusCode.BadRequest, (await other.PostAsync("/api/passkeys", answer)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Server.Browser().PostAsync(
            "/api/session/passkey", new { credential = key.Get(enter["options"]!), state = (string?)add["state"] })).Status);
        Server.Clock.Move(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.BadRequest, (await own.PostAsync("/api/passkeys", answer)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Server.Browser().PostAsync(
            "/api/session/passkey", new { credential = key.Get(enter["options"]!), state = (string?)enter["state"] })).Status);
    }

    [Fact]
    public async Task A_passkey_that_was_removed_and_one_of_a_disabled_person_open_nothing()
    {
        var (id, _) = await PersonAsync();
        using var own = await Server.SignedInAsync(id);
        using var stranger = await Server.SignedInAsync((await PersonAsync()).Id);
        using var key = new SoftKey();
        var number = (long)(await AddAsync(own, key)).Json["id"]!;
        await Server.RunAsync("update core.person set enabled = false where id = $1", id);
        Assert.Equal(HttpStatusCode.Unauthorized, (await EnterAsync(Server.Browser(), key)).Status);
        await Server.RunAsync("update core.person set enabled = true where id = $1", id);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync("DELETE", $"/api/passkeys/{number}", null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync("PUT", $"/api/passkeys/{number}", new { name = "y" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await own.SendAsync("PUT", $"/api/passkeys/{number}", new { name = "Chiavetta" })).Status);
        Assert.Equal("Chiavetta", (string?)(await own.GetAsync("/api/passkeys")).Json.AsArray().Single()!["name"]);
        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(Server.Browser(), key)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await own.SendAsync("DELETE", $"/api/passkeys/{number}", null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await EnterAsync(Server.Browser(), key)).Status);
    }

    [Fact]
    public async Task To_add_one_the_password_is_asked_and_a_passkey_belongs_to_one_person()
    {
        var (id, _) = await PersonAsync();
        using var own = await Server.SignedInAsync(id);
        using var other = await Server.SignedInAsync((await PersonAsync()).Id);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await own.PostAsync("/api/passkeys/options", new { password = "non questa, davvero" })).Status);
        using var key = new SoftKey();
        Assert.Equal(HttpStatusCode.Created, (await AddAsync(own, key)).Status);
        var handle = key.Handle;
        Assert.Equal(HttpStatusCode.BadRequest, (await AddAsync(other, key)).Status);
        // One whose handle names somebody else.
        using var liar = new SoftKey();
        await AddAsync(other, liar);
        liar.Handle = handle;
        Assert.Equal(HttpStatusCode.Unauthorized, (await EnterAsync(Server.Browser(), liar)).Status);
    }

    [Fact]
    public async Task Whoever_guesses_passwords_of_the_owner_keeps_no_passkey_out()
    {
        var (id, login) = await PersonAsync();
        using var own = await Server.SignedInAsync(id);
        using var key = new SoftKey();
        await AddAsync(own, key);
        using var here = Server.Browser("198.51.106.1");
        for (var attempt = 0; attempt < 60; attempt++) await here.SignInAsync(login, "non questa, davvero");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await here.SignInAsync(login)).Status);
        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(here, key)).Status);
    }

    [Fact]
    public async Task An_invite_begins_the_account_anew_without_the_passkeys_of_before()
    {
        var (id, _) = await PersonAsync();
        using var own = await Server.SignedInAsync(id);
        using var key = new SoftKey();
        await AddAsync(own, key);
        var invite = await Server.People.InviteAsync(id, SecretToken.New(), "test", TestContext.Current.CancellationToken);
        Assert.Equal(
            HttpStatusCode.OK,
            (await Server.Browser().PostAsync(
                $"/api/invites/{invite!.Token.Text}", new { password = "cinque parole scelte a caso" })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await EnterAsync(Server.Browser(), key)).Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"credential": {}, "state": "x"}""")]
    [InlineData("""{"credential": {"id": 5, "response": null}, "state": ""}""")]
    [InlineData("""{"credential": "x", "state": "x"}""")]
    public async Task An_answer_that_is_none_is_refused_with_a_sentence(string body)
    {
        var answer = await Server.Browser().PostAsync("/api/session/passkey", body);
        Assert.True((int)answer.Status is 400 or 401, $"{answer.Status}");
        Assert.StartsWith("Found ", answer.Detail, StringComparison.Ordinal);
        const string Broken = """
            {"id": "AA", "rawId": "AA", "type": "public-key", "clientExtensionResults": {},
             "response": {"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"}}
            """;
        var asked = (await Server.Browser().PostAsync("/api/session/passkey/options")).Json;
        var broken = await Server.Browser().PostAsync(
            "/api/session/passkey",
            new { credential = JsonNode.Parse(Broken), state = (string?)asked["state"] });
        Assert.Equal(HttpStatusCode.Unauthorized, broken.Status);
    }

    [Theory]
    [InlineData(null, "127.0.0.1:8099", "http", "address")]
    [InlineData(null, "cer.comune.example", "http", "insecure")]
    [InlineData(null, "cer.comune.example", "https", null)]
    [InlineData(null, "localhost:8099", "http", null)]
    [InlineData("http://cer.comune.example/cer", "cer.comune.example", "https", "insecure")]
    [InlineData("https://10.0.0.7", "10.0.0.7", "https", "address")]
    public async Task Where_there_can_be_none_the_page_is_told_why(string? place, string host, string scheme, string? why)
    {
        await using var server = await PeopleServer.StartAsync(
            fixture.Database, settings => settings with { PublicUrl = place, Proxies = ["127.0.0.1"], PathBase = "/cer" });
        using var client = new HttpClient { BaseAddress = server.Address };
        foreach (var (method, path) in new[] { ("GET", "/cer/api/doors"), ("POST", "/cer/api/session/passkey/options") })
        {
            using var request = new HttpRequestMessage(new(method), path);
            request.Headers.Host = host;
            request.Headers.Add("X-Cer-Request", "1");
            request.Headers.Add("X-Forwarded-Proto", scheme);
            request.Headers.Add("X-Forwarded-For", "192.0.2.90");
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            if (method == "GET") Assert.Equal(why, (string?)json["passkeys"]!["why"]);
            else Assert.Equal(why is null ? 200 : 409, (int)answer.StatusCode);
        }
    }

    private static string Text(string handle) =>
        System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(handle));

    private static async Task<PageClient.Answer> AddAsync(PageClient browser, SoftKey key)
    {
        return await AnswerAsync(
            browser, key, await browser.PostAsync("/api/passkeys/options", new { password = PeopleServer.Password }));
    }

    private static Task<PageClient.Answer> AnswerAsync(PageClient browser, SoftKey key, PageClient.Answer asked) => browser.PostAsync(
        "/api/passkeys",
        new { name = "Telefono", credential = key.Create(asked.Json["options"]!), state = (string?)asked.Json["state"] });

    private static byte[] Base32(string text)
    {
        var bits = string.Concat(text.Select(letter =>
            Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }

    private string Code(byte[] secret) => Totp.Code(secret, Totp.StepAt(Server.Clock.GetUtcNow()));

    private static async Task<PageClient.Answer> EnterAsync(PageClient browser, SoftKey key)
    {
        var asked = (await browser.PostAsync("/api/session/passkey/options")).Json;
        return await browser.PostAsync(
            "/api/session/passkey", new { credential = key.Get(asked["options"]!), state = (string?)asked["state"] });
    }

    private Task<(int Id, string Login)> PersonAsync() =>
        Server.PersonAsync(new PersonRole(Role.Operator, null, null, null));
}
