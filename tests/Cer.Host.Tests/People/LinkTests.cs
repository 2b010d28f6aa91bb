using System.Net;
using System.Text.RegularExpressions;
using Cer.Operations.Mail;
using Cer.Operations.People;
using Cer.Operations.People.Links;
using Cer.Operations.People.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.People;

/// <summary>Links by mail for members: once, for a quarter of an hour, and telling nobody who is a member.</summary>
public sealed partial class LinkTests(PeopleFixture fixture) : IAsyncLifetime
{
    private const string Place = "https://cer.comune.example/cer";

    private static int _addresses;

    private readonly string _here = $"198.51.105.{Interlocked.Increment(ref _addresses)}";
    private PeopleServer? _server;

    private PeopleServer Server => _server!;

    private SecretBox Box => Server.App.Services.GetRequiredService<SecretBox>();

    public async ValueTask InitializeAsync() => _server = await PeopleServer.StartAsync(
        fixture.Database, settings => settings with { PublicUrl = Place, Proxies = ["127.0.0.1"] });

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    [Fact]
    public async Task A_member_enters_by_the_link_of_the_letter_once_and_the_letter_that_is_kept_does_not_hold_it()
    {
        var (_, login, address) = await MemberAsync();
        using var browser = Server.Browser(_here);
        var answer = await AskAsync(browser, $" {login.ToUpperInvariant()} ");
        Assert.Equal((HttpStatusCode.Accepted, ""), (answer.Status, answer.Text));
        var (html, plain) = (await LettersAsync(address, 1)).Single();
        foreach (var text in new[] { html, plain })
        {
            Assert.Contains($"{Place}/accesso#cer-sealed.", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"#[A-Za-z0-9_-]{43}\b", text);
        }

        var token = Token(plain);
        Assert.Equal(token, Token(html));
        Assert.Equal(
            1L, await Server.AskAsync<long>(
            "select count(*) from core.sign_in_link where token_sha256 = sha256(convert_to($1, 'UTF8'))", token));
        using var phone = Server.Browser("203.0.118.1");
        var entered = await EnterAsync(phone, token);
        Assert.Equal((HttpStatusCode.OK, login), (entered.Status, (string?)entered.Json["login"]));
        Assert.Equal("link", (string?)(await phone.GetAsync("/api/sessions")).Json.AsArray().Single()!["way"]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await EnterAsync(Server.Browser(), token)).Status);
    }

    [Fact]
    public async Task Whoever_only_looks_at_the_page_of_a_link_spends_nothing()
    {
        var (_, login, address) = await MemberAsync();
        await AskAsync(Server.Browser(_here), login);
        var token = Token((await LettersAsync(address, 1)).Single().Plain);
        using var scanner = Server.Browser("203.0.118.9");
        foreach (var path in new[] { "/accesso", $"/accesso?{token}", $"/accesso/{token}", "/api/session/link", "/api/session/link/enter" })
        {
            await scanner.GetAsync(path);
            await scanner.SendAsync("HEAD", path, null);
        }

        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(Server.Browser(), token)).Status);
    }

    [Fact]
    public async Task No_answer_tells_who_is_a_member_and_staff_gets_no_letter()
    {
        var (_, login, address) = await MemberAsync();
        var (staff, staffLogin) = await Server.PersonAsync(new PersonRole(Role.Operator, null, null, null));
        await MailOfAsync(staff, $"{staffLogin}@comune.example");
        var village = await Village.FoundAsync(Server);
        var (both, bothLogin) = await Server.PersonAsync(village.AnnaOnly, new PersonRole(Role.Auditor, village.Id, village.Code, null));
        await MailOfAsync(both, $"{bothLogin}@comune.example");
        using var browser = Server.Browser(_here);
        string[] asked = [staffLogin, $"{staffLogin}@comune.example", bothLogin, "nessuno", "\0", new('x', 300), "' or 1=1 --", address];
        foreach (var one in asked)
        {
            var answer = await AskAsync(browser, one);
            Assert.Equal((HttpStatusCode.Accepted, ""), (answer.Status, answer.Text));
            Assert.False(answer.Headers.ContainsKey("Set-Cookie"));
        }

        // The member's was asked for last, so the others had their turn before it.
        Assert.Single(await LettersAsync(address, 1));
        Assert.Equal(0L, await Server.AskAsync<long>(
            "select count(*) from core.letter where recipient = $1 or recipient = $2",
            $"{staffLogin}@comune.example", $"{bothLogin}@comune.example"));
        Assert.True(login.Length > 0);
    }

    [Theory]
    [InlineData("update core.sign_in_link set expires_at = now() where person_id = $1")]
    [InlineData("update core.person set enabled = false where id = $1")]
    [InlineData("insert into core.person_role (person_id, role) values ($1, 'operator')")]
    public async Task A_link_that_is_over_or_of_who_may_not_enter_by_one_opens_nothing(string what)
    {
        var (id, login, address) = await MemberAsync();
        await AskAsync(Server.Browser(_here), login);
        var token = Token((await LettersAsync(address, 1)).Single().Plain);
        await Server.RunAsync(what, id);
        var answer = await EnterAsync(Server.Browser(), token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.StartsWith("Found a link that was used or is over", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_neither_flood_a_member_nor_keep_out_the_device_that_is_known_or_the_password()
    {
        var (id, login, address) = await MemberAsync();
        using var own = Server.Browser(_here);
        Assert.Equal(HttpStatusCode.OK, (await own.SignInAsync(login)).Status);
        var ask = Server.App.Services.GetRequiredService<AskForLink>();
        for (var place = 0; place < 6; place++)
        {
            var stranger = Visitor.Unknown with { Address = IPAddress.Parse($"203.0.119.{place}") };
            for (var attempt = 0; attempt < 4; attempt++)
            {
                await ask.RunAsync(login, stranger, new($"{Place}/accesso"), TestContext.Current.CancellationToken);
                // As if each came a minute after the other.
                await Server.RunAsync(
                    "update core.sign_in_link set made_at = made_at - interval '1 minute' where person_id = $1", id);
            }
        }

        // Eight a day for all strangers together, three for each.
        Assert.Equal(8, (await LettersAsync(address, 8)).Count);
        Assert.Equal(3L, await Server.AskAsync<long>(
            "select max(n) from (select count(*) as n from core.sign_in_link where person_id = $1 group by source_sha256) as each", id));
        await AskAsync(own, login);
        var letters = await LettersAsync(address, 9);
        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(Server.Browser(), Token(letters[^1].Plain))).Status);
        Assert.Equal(HttpStatusCode.OK, (await Server.Browser("203.0.120.1").SignInAsync(login)).Status);
    }

    [Fact]
    public async Task One_address_asks_ten_times_and_then_waits_whoever_it_asks_for()
    {
        using var browser = Server.Browser(_here);
        for (var attempt = 0; attempt < 10; attempt++)
            Assert.Equal(HttpStatusCode.Accepted, (await AskAsync(browser, $"nessuno{attempt}")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(browser, "nessuno")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await AskAsync(Server.Browser("203.0.121.1"), "nessuno")).Status);
    }

    [Fact]
    public async Task Who_has_an_app_is_asked_for_its_code_and_the_link_is_not_spent_by_a_wrong_one()
    {
        var (id, login, address) = await MemberAsync();
        using var own = await Server.SignedInAsync(id);
        var offer = (await own.PostAsync("/api/totp")).Json;
        var secret = CodesOf((string)offer["secret"]!);
        await own.SendAsync("PUT", "/api/totp", new { code = Code(secret) });
        await AskAsync(Server.Browser(_here), login);
        var token = Token((await LettersAsync(address, 1)).Single().Plain);
        using var browser = Server.Browser(_here);
        var without = await EnterAsync(browser, token);
        Assert.Equal((HttpStatusCode.Unauthorized, true), (without.Status, (bool)without.Json["codeNeeded"]!));
        Server.Clock.Move(TimeSpan.FromSeconds(30));
        var wrong = Code(secret) == "000000" ? "111111" : "000000";
        Assert.Equal(HttpStatusCode.Unauthorized, (await EnterAsync(browser, token, wrong)).Status);
        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(browser, token, Code(secret))).Status);
    }

    [Fact]
    public async Task Without_a_public_address_no_letter_is_written_and_the_page_knows()
    {
        await using var server = await PeopleServer.StartAsync(fixture.Database);
        Assert.False((bool)(await server.Browser().GetAsync("/api/doors")).Json["links"]!);
        Assert.Equal(HttpStatusCode.Conflict, (await AskAsync(server.Browser(), "nessuno")).Status);
        Assert.True((bool)(await Server.Browser().GetAsync("/api/doors")).Json["links"]!);
    }

    [Fact]
    public void A_sealed_link_opens_with_the_key_that_sealed_it_and_stays_as_it_is_with_another()
    {
        var (token, other) = (SecretToken.New(), new SecretBox(new byte[SecretBox.KeyBytes]));
        var text = $"a https://x/#{SealedLink.Seal(token, 7, Box)} b cer-sealed.7.x";
        Assert.Equal($"a https://x/#{token.Text} b cer-sealed.7.x", SealedLink.Open(text, Box));
        Assert.Equal(text, SealedLink.Open(text, other));
    }

    [Fact]
    public async Task The_link_is_opened_in_what_leaves_for_the_mail_server()
    {
        var token = SecretToken.New();
        var sealedText = $"https://x/#{SealedLink.Seal(token, 7, Box)}";
        var post = new Post();
        await using var carriage = await Host.People.Links.Unsealed.Unsealing(post, Box)
            .OpenAsync(TestContext.Current.CancellationToken);
        var letter = new Letter("k", EmailAddress.Parse("a@b.example", null), "s", sealedText, sealedText, []);
        await carriage.CarryAsync(
            new(new(1), 1, Guid.NewGuid(), 1, 1, new(letter, "cer.prova123", default)), _ => Task.FromResult(true),
            TestContext.Current.CancellationToken);
        Assert.Equal(($"https://x/#{token.Text}", $"https://x/#{token.Text}"), (post.Carried!.Html, post.Carried.Text));
    }

    private static byte[] CodesOf(string text)
    {
        var bits = string.Concat(text.Select(letter =>
            Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }

    private static Task<PageClient.Answer> AskAsync(PageClient browser, string login) =>
        browser.PostAsync("/api/session/link", new { login });

    private static Task<PageClient.Answer> EnterAsync(PageClient browser, string token, string? code = null) =>
        browser.PostAsync("/api/session/link/enter", new { token, code });

    private string Code(byte[] secret) => Totp.Code(secret, Totp.StepAt(Server.Clock.GetUtcNow()));

    private string Token(string letter) => Form().Match(SealedLink.Open(letter, Box)).Groups[1].Value;

    private async Task<(int Id, string Login, string Address)> MemberAsync()
    {
        var village = await Village.FoundAsync(Server);
        var (id, login) = await Server.PersonAsync(village.AnnaOnly);
        var address = $"{login}@posta.example";
        await MailOfAsync(id, address);
        return (id, login, address);
    }

    private Task<int> MailOfAsync(int person, string address) =>
        Server.RunAsync("update core.person set email = $2 where id = $1", person, address);

    private async Task<List<(string Html, string Plain)>> LettersAsync(string address, int least)
    {
        for (var tries = 0; ; tries++)
        {
            await using var command = fixture.Database.Admin.CreateCommand(
                "select html, plain from core.letter where recipient = $1 order by id");
            command.Parameters.Add(new() { Value = address });
            var found = new List<(string, string)>();
            await using (var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken))
            {
                while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                    found.Add((reader.GetString(0), reader.GetString(1)));
            }

            if (found.Count >= least) return found;
            Assert.True(tries < 600, $"Found {found.Count} letters, expected {least}.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex("/accesso#([A-Za-z0-9_-]{43})")]
    private static partial Regex Form();

    private sealed class Post : ICarrier, ICarriage
    {
        public Letter? Carried { get; private set; }

        public bool IsOpen => true;

        public Task<ICarriage> OpenAsync(CancellationToken cancellation) => Task.FromResult<ICarriage>(this);

        public Task<CarryOutcome> CarryAsync(
            ClaimedLetter letter, Func<CancellationToken, Task<bool>> mayClose, CancellationToken cancellation)
        {
            Carried = letter.Stored.Letter;
            return Task.FromResult<CarryOutcome>(new CarryOutcome.Accepted());
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
