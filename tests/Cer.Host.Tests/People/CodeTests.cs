using System.Net;
using Cer.Operations.People;

namespace Cer.Host.Tests.People;

/// <summary>Codes of an app besides the password.</summary>
public sealed class CodeTests(PeopleFixture fixture) : IAsyncLifetime
{
    private const string Here = "192.0.2.40";

    private PeopleServer? _server;

    private PeopleServer Server => _server!;

    public async ValueTask InitializeAsync() =>
        _server = await PeopleServer.StartAsync(fixture.Database, null, "127.0.0.1");

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    [Fact]
    public async Task Once_an_app_has_shown_a_code_signing_in_asks_for_one_and_takes_each_once()
    {
        var (id, login) = await PersonAsync();
        using var browser = await Server.SignedInAsync(id);
        using var elsewhere = await Server.SignedInAsync(id);
        var secret = await OfferAsync(browser);
        // Not asked for before a code was shown.
        Assert.Equal(HttpStatusCode.OK, (await Server.Browser(Here).SignInAsync(login)).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest, (await browser.SendAsync("PUT", "/api/totp", new { code = "000000" })).Status);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await browser.SendAsync("PUT", "/api/totp", new { code = Code(secret) })).Status);
        Assert.True((bool)(await browser.GetAsync("/api/session")).Json["totp"]!);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.GetAsync("/api/session")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.PostAsync("/api/totp")).Status);

        var without = await Server.Browser(Here).SignInAsync(login);
        Assert.Equal((HttpStatusCode.Unauthorized, true), (without.Status, (bool)without.Json["codeNeeded"]!));
        // The code that was shown to begin with is used up.
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await Server.Browser(Here).SignInAsync(login, code: Code(secret))).Status);
        Server.Clock.Move(TimeSpan.FromSeconds(30));
        Assert.Equal(
            HttpStatusCode.OK,
            (await Server.Browser(Here).SignInAsync(login, code: $"{Code(secret)[..3]} {Code(secret)[3..]}")).Status);
        var again = await Server.Browser(Here).SignInAsync(login, code: Code(secret));
        Assert.Equal((HttpStatusCode.Unauthorized, true), (again.Status, (bool)again.Json["codeNeeded"]!));
        // Nor an older one, though the clock would allow it.
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await Server.Browser(Here).SignInAsync(login, code: Code(secret, -1))).Status);
        Assert.Equal(HttpStatusCode.OK, (await Server.Browser(Here).SignInAsync(login, code: Code(secret, 1))).Status);
    }

    [Fact]
    public async Task The_secret_is_not_in_the_database_as_it_is()
    {
        var (id, _) = await PersonAsync();
        using var browser = await Server.SignedInAsync(id);
        var secret = await OfferAsync(browser);
        var kept = await Server.AskAsync<byte[]>("select totp_pending from core.person where id = $1", id);
        Assert.Equal(12 + 16 + 20, kept.Length);
        Assert.Equal(-1, kept.AsSpan().IndexOf(secret));
    }

    [Fact]
    public async Task At_a_screen_that_was_left_alone_no_app_is_put_on_without_the_password()
    {
        var (id, _) = await PersonAsync();
        using var browser = await Server.SignedInAsync(id);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/api/totp", new { })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/api/totp", new { password = "non questa, davvero" })).Status);
        Assert.Equal(0, await Server.AskAsync<long>("select count(*) from core.person where id = $1 and totp_pending is not null", id));
    }

    [Fact]
    public async Task Codes_end_by_the_password_with_a_code_and_not_by_one_of_them()
    {
        var (id, login) = await PersonAsync();
        using var browser = await Server.SignedInAsync(id);
        var secret = await OfferAsync(browser);
        await browser.SendAsync("PUT", "/api/totp", new { code = Code(secret) });
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await browser.SendAsync("DELETE", "/api/totp", new { password = "non questa, davvero" })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Server.Browser(Here).SignInAsync(login)).Status);
        var without = await browser.SendAsync("DELETE", "/api/totp", new { password = PeopleServer.Password });
        Assert.Equal((HttpStatusCode.BadRequest, true), (without.Status, (bool)without.Json["codeNeeded"]!));
        Server.Clock.Move(TimeSpan.FromSeconds(31));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await browser.SendAsync(
                "DELETE", "/api/totp", new { password = PeopleServer.Password, code = Code(secret) })).Status);
        Assert.Equal(HttpStatusCode.OK, (await Server.Browser(Here).SignInAsync(login)).Status);
    }

    [Fact]
    public async Task Whoever_knows_the_password_does_not_guess_codes_from_many_places()
    {
        var (id, login) = await PersonAsync();
        using var browser = await Server.SignedInAsync(id);
        var secret = await OfferAsync(browser);
        await browser.SendAsync("PUT", "/api/totp", new { code = Code(secret) });
        var wrong = Code(secret) == "000000" ? "111111" : "000000";
        for (var attempt = 0; attempt < 10; attempt++)
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                (await Server.Browser($"198.51.101.{attempt}").SignInAsync(login, code: wrong)).Status);
        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            (await Server.Browser("198.51.101.99").SignInAsync(login, code: wrong)).Status);
        Server.Clock.Move(TimeSpan.FromSeconds(31));
        Assert.Equal(
            HttpStatusCode.OK, (await Server.Browser("198.51.101.99").SignInAsync(login, code: Code(secret))).Status);
    }

    private static async Task<byte[]> OfferAsync(PageClient browser)
    {
        var offer = (await browser.PostAsync("/api/totp", new { password = PeopleServer.Password })).Json;
        var text = (string)offer["secret"]!;
        Assert.Contains($"secret={text}&", (string)offer["uri"]!, StringComparison.Ordinal);
        return Decoded(text);
    }

    private static byte[] Decoded(string text)
    {
        var bits = string.Concat(
            text.Select(letter =>
            Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2)
            .PadLeft(5, '0')));
        return [.. bits.Chunk(8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }

    private string Code(byte[] secret, int off = 0) => Totp.Code(secret, Totp.StepAt(Server.Clock.GetUtcNow()) + off);

    private Task<(int Id, string Login)> PersonAsync() =>
        Server.PersonAsync(new PersonRole(Role.Operator, null, null, null));
}
