using System.Net;
using Cer.Operations.People;

namespace Cer.Host.Tests.People;

/// <summary>Whoever guesses keeps nobody out: neither from elsewhere nor, on a device that is known, from the same address.</summary>
public sealed class KnownDeviceTests(PeopleFixture fixture) : IAsyncLifetime
{
    private const string Wrong = "non questa, davvero";

    private static int _addresses;

    private readonly string _here = $"198.51.103.{Interlocked.Increment(ref _addresses)}";
    private PeopleServer? _server;

    private PeopleServer Server => _server!;

    public async ValueTask InitializeAsync() =>
        _server = await PeopleServer.StartAsync(fixture.Database, null, "127.0.0.1");

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    [Fact]
    public async Task Hundreds_of_failures_from_everywhere_keep_the_owner_out_nowhere_else()
    {
        var login = await LoginAsync();
        for (var place = 0; place < 12; place++)
        {
            for (var attempt = 0; attempt < 7; attempt++)
                await Server.Browser($"203.0.114.{place}").SignInAsync(login, Wrong);
        }

        Assert.Equal(HttpStatusCode.OK, (await Server.Browser(_here).SignInAsync(login)).Status);
    }

    [Fact]
    public async Task Whoever_guesses_at_the_owners_own_address_keeps_out_no_device_that_is_known_there()
    {
        var login = await LoginAsync();
        using var own = Server.Browser(_here);
        Assert.Equal(HttpStatusCode.OK, (await own.SignInAsync(login)).Status);
        await own.SendAsync("DELETE", "/api/session", null);
        Assert.NotNull(own.Device);
        using var guesser = Server.Browser(_here);
        for (var attempt = 0; attempt < 8; attempt++) await guesser.SignInAsync(login, Wrong);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.SignInAsync(login)).Status);
        Assert.Equal(HttpStatusCode.OK, (await own.SignInAsync(login)).Status);
        // What the owner did wipes nothing of the guesser's.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.SignInAsync(login)).Status);
    }

    [Fact]
    public async Task A_device_that_is_known_to_somebody_else_or_to_nobody_gives_no_attempts()
    {
        var (login, other) = (await LoginAsync(), await LoginAsync());
        using var others = Server.Browser("198.51.104.1");
        await others.SignInAsync(other);
        foreach (var device in new[] { others.Device, SecretToken.New().Text, "x" })
        {
            using var guesser = Server.Browser(_here).KnownBy(device);
            for (var attempt = 0; attempt < 6; attempt++) await guesser.SignInAsync(login, Wrong);
            Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.SignInAsync(login)).Status);
        }
    }

    [Fact]
    public async Task A_known_device_guesses_no_longer_than_an_address_does()
    {
        var login = await LoginAsync();
        using var own = Server.Browser(_here);
        await own.SignInAsync(login);
        for (var attempt = 0; attempt < 10; attempt++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await own.SignInAsync(login, Wrong)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await own.SignInAsync(login)).Status);
    }

    [Fact]
    public async Task Who_knows_the_password_and_guesses_codes_keeps_out_no_device_that_is_known()
    {
        var (id, login) = await Server.PersonAsync(new PersonRole(Role.Operator, null, null, null));
        using var own = Server.Browser(_here);
        await own.SignInAsync(login);
        var offer = (await own.PostAsync("/api/totp", new { password = PeopleServer.Password })).Json;
        var secret = Decoded((string)offer["secret"]!);
        Assert.Equal(
            HttpStatusCode.NoContent, (await own.SendAsync("PUT", "/api/totp", new { code = Code(secret) })).Status);
        var wrong = Code(secret) == "000000" ? "111111" : "000000";
        for (var attempt = 0; attempt < 11; attempt++)
            await Server.Browser($"203.0.115.{attempt}").SignInAsync(login, code: wrong);
        Server.Clock.Move(TimeSpan.FromSeconds(30));
        for (var attempt = 0; attempt < 6; attempt++)
            await Server.Browser($"203.0.116.{attempt}").SignInAsync(login, code: wrong);
        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            (await Server.Browser("203.0.117.1").SignInAsync(login, code: Code(secret))).Status);
        Assert.Equal(HttpStatusCode.OK, (await own.SignInAsync(login, code: Code(secret))).Status);
        Assert.True(id > 0);
    }

    private static byte[] Decoded(string text)
    {
        var bits = string.Concat(text.Select(letter =>
            Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }

    private string Code(byte[] secret) => Totp.Code(secret, Totp.StepAt(Server.Clock.GetUtcNow()));

    private async Task<string> LoginAsync() =>
        (await Server.PersonAsync(new PersonRole(Role.Operator, null, null, null))).Login;
}
