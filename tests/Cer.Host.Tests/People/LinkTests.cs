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
        var letter = (await LettersAsync(address, 1)).Single();
        foreach (var text in new[] { letter.Html, letter.Text })
        {
            Assert.Contains($"{Place}/accesso#cer-sealed.", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"#[A-Za-z0-9_-]{43}\b", text);
        }

        var token = Token(letter);
        Assert.Equal(token, Token(letter with { Text = letter.Html }));
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
        var token = Token((await LettersAsync(address, 1)).Single());
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
        var token = Token((await LettersAsync(address, 1)).Single());
        await Server.RunAsync(what, id);
        var answer = await EnterAsync(Server.Browser(), token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.StartsWith("Found a link that was used or is over", answer.Detail, StringComparison.Ordinal);
    }

    // By hand: letters at 0, 5 and 10 minutes, five more every 15 (until 85), four every 60 (until 325), the rest of the day every 240:
    // 12 + (1440 - 325) / 240 = 16; and never more than 12 + 1440 / 240 = 18 in a day.
    [Fact]
    public async Task Strangers_who_ask_all_day_neither_flood_a_member_nor_leave_it_without_a_link_that_is_good()
    {
        var (id, login, address) = await MemberAsync();
        using var own = Server.Browser(_here);
        Assert.Equal(HttpStatusCode.OK, (await own.SignInAsync(login)).Status);
        var ask = Server.App.Services.GetRequiredService<AskForLink>();
        for (var minute = 0; minute < 1440; minute += 5)
        {
            var stranger = Visitor.Unknown with { Address = IPAddress.Parse($"203.0.{minute / 250}.{minute % 250}") };
            await ask.RunAsync(login, stranger, new($"{Place}/accesso"), TestContext.Current.CancellationToken);
            Assert.True(
                await Server.AskAsync<bool>(
                    """
                    select exists (select from core.sign_in_link
                      where person_id = $1 and used_at is null and expires_at >= now() + interval '14 minutes')
                    """,
                    id),
                $"no link is good at minute {minute}");
            // Five minutes pass.
            await Server.RunAsync(
                """
                update core.sign_in_link set made_at = made_at - interval '5 minutes', expires_at = expires_at - interval '5 minutes'
                where person_id = $1
                """,
                id);
        }

        var letters = await LettersAsync(address, 16);
        Assert.InRange(letters.Count, 16, 18);
        // The longest is told in hours that people read.
        Assert.Contains("entro 4 ore:", letters[^1].Text, StringComparison.Ordinal);
        // From a device that nobody knows the owner asks in vain, and enters by what is there already.
        Assert.Equal(
            0, await ask.RunAsync(login, Visitor.Unknown, new($"{Place}/accesso"), TestContext.Current.CancellationToken));
        // From its own it gets a letter at once, and by the password it enters anyway.
        await AskAsync(own, login);
        var last = (await LettersAsync(address, letters.Count + 1))[^1];
        Assert.Equal(HttpStatusCode.OK, (await Server.Browser("203.0.120.1").SignInAsync(login)).Status);
        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(Server.Browser(), Token(letters[^1]))).Status);
        // What was used ends the others, and whoever asks next is not made to wait.
        Assert.Equal(HttpStatusCode.Unauthorized, (await EnterAsync(Server.Browser(), Token(last))).Status);
        Assert.Equal(
            1, await ask.RunAsync(login, Visitor.Unknown, new($"{Place}/accesso"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_address_asks_twenty_times_and_then_once_a_minute_whoever_it_asks_for()
    {
        using var browser = Server.Browser(_here);
        for (var attempt = 0; attempt < 20; attempt++)
            Assert.Equal(HttpStatusCode.Accepted, (await AskAsync(browser, $"nessuno{attempt}")).Status);
        var refused = await AskAsync(browser, "nessuno");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(HttpStatusCode.Accepted, (await AskAsync(Server.Browser("203.0.121.1"), "nessuno")).Status);
        Server.Clock.Move(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.Accepted, (await AskAsync(browser, "nessuno")).Status);
    }

    [Fact]
    public async Task Who_has_an_app_is_asked_for_its_code_and_the_link_is_not_spent_by_a_wrong_one()
    {
        var (id, login, address) = await MemberAsync();
        using var own = await Server.SignedInAsync(id);
        var offer = (await own.PostAsync("/api/totp", new { password = PeopleServer.Password })).Json;
        var secret = CodesOf((string)offer["secret"]!);
        await own.SendAsync("PUT", "/api/totp", new { code = Code(secret) });
        await AskAsync(Server.Browser(_here), login);
        var token = Token((await LettersAsync(address, 1)).Single());
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
    public void A_sealed_link_opens_in_the_letter_it_was_made_for_and_in_no_other()
    {
        var (token, other) = (SecretToken.New(), new SecretBox(new byte[SecretBox.KeyBytes]));
        var (anna, eve) = (EmailAddress.Parse("anna@posta.example", null), EmailAddress.Parse("eva@posta.example", null));
        var text = $"a https://x/#{SealedLink.Seal(token, new(7), "link:1", anna, Box)} b cer-sealed.x";
        Assert.Equal($"a https://x/#{token.Text} b cer-sealed.x", SealedLink.Open(text, new(7), "link:1", anna, Box));
        Assert.Equal(text, SealedLink.Open(text, new(7), "link:1", anna, other));
        Assert.Equal(text, SealedLink.Open(text, new(7), "link:1", eve, Box));
        Assert.Equal(text, SealedLink.Open(text, new(7), "workflow:1", anna, Box));
        Assert.Equal(text, SealedLink.Open(text, new(8), "link:1", anna, Box));
    }

    [Fact]
    public async Task A_kept_link_that_somebody_puts_into_a_letter_of_his_own_leaves_sealed()
    {
        var (_, login, address) = await MemberAsync();
        await AskAsync(Server.Browser(_here), login);
        var kept = (await LettersAsync(address, 1)).Single();
        Assert.Matches("#[A-Za-z0-9_-]{43}\\b", (await CarriedAsync(kept)).Text);
        var eve = kept with { To = "eva@posta.example", Key = "workflow:1" };
        foreach (var forged in new[] { eve, eve with { Key = kept.Key }, kept with { Key = "workflow:2" } })
        {
            var carried = await CarriedAsync(forged);
            Assert.Equal((forged.Html, forged.Text), (carried.Html, carried.Text));
        }
    }

    private async Task<Letter> CarriedAsync(Kept kept)
    {
        var post = new Post();
        await using var carriage = await Host.People.Links.Unsealed.Unsealing(post, Box)
            .OpenAsync(TestContext.Current.CancellationToken);
        var letter = new Letter(LetterKind.EntryLink, kept.Key, EmailAddress.Parse(kept.To, null), "s", kept.Html, kept.Text, []);
        await carriage.CarryAsync(
            new(new(kept.Community), 1, Guid.NewGuid(), 1, 1, new(letter, "cer.prova123", default)), _ => Task.FromResult(true),
            TestContext.Current.CancellationToken);
        return post.Carried!;
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

    private string Token(Kept letter) => Form().Match(SealedLink.Open(
        letter.Text, new(letter.Community), letter.Key, EmailAddress.Parse(letter.To, null), Box)).Groups[1].Value;

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

    private async Task<List<Kept>> LettersAsync(string address, int least)
    {
        for (var tries = 0; ; tries++)
        {
            await using var command = fixture.Database.Admin.CreateCommand(
                "select community_id, key, recipient, html, plain from core.letter "
                + "where recipient = $1 and key like 'link:%' order by id");
            command.Parameters.Add(new() { Value = address });
            var found = new List<Kept>();
            await using (var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken))
            {
                while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                {
                    found.Add(new(
                        reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)));
                }
            }

            if (found.Count >= least) return found;
            Assert.True(tries < 1200, $"Found {found.Count} letters, expected {least}.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex("/accesso#([A-Za-z0-9_-]{43})")]
    private static partial Regex Form();

    private sealed record Kept(int Community, string Key, string To, string Html, string Text);

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
