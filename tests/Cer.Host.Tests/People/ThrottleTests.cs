using System.Globalization;
using System.Net;
using Cer.Operations.People;

namespace Cer.Host.Tests.People;

/// <summary>Guessing is slowed down, and never keeps out the owner who comes from elsewhere.</summary>
public sealed class ThrottleTests(OwnDatabase own) : IClassFixture<OwnDatabase>, IAsyncLifetime
{
    private const string Wrong = "non questa, davvero";

    private static int _addresses;

    private readonly string _here = $"198.51.100.{Interlocked.Increment(ref _addresses)}";
    private readonly string _there = $"203.0.113.{Interlocked.Increment(ref _addresses)}";
    private PeopleServer? _server;

    private PeopleServer Server => _server!;

    public async ValueTask InitializeAsync() =>
        _server = await PeopleServer.StartAsync(own.Database, null, "127.0.0.1");

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    [Fact]
    public async Task After_five_failures_each_doubles_the_wait_and_the_owner_comes_in_from_elsewhere()
    {
        var login = await LoginAsync();
        using var guesser = Server.Browser(_here);
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync(login, Wrong)).Status);
        foreach (var wait in new[] { 1, 2, 4, 8 })
        {
            var refused = await guesser.SignInAsync(login);
            Assert.Equal((HttpStatusCode.TooManyRequests, wait), (refused.Status, Seconds(refused)));
            Server.Clock.Move(TimeSpan.FromSeconds(wait));
            Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync(login, Wrong)).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.SignInAsync(login)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Server.Browser(_there).SignInAsync(login)).Status);
        // What the owner did elsewhere wipes nothing here.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.SignInAsync(login)).Status);
        Server.Clock.Move(TimeSpan.FromSeconds(16));
        Assert.Equal(HttpStatusCode.OK, (await guesser.SignInAsync(login)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync(login, Wrong)).Status);
    }

    [Fact]
    public async Task A_login_that_nobody_has_is_slowed_down_in_the_same_way()
    {
        using var guesser = Server.Browser(_here);
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync("nessuno")).Status);
        var refused = await guesser.SignInAsync("nessuno");
        Assert.Equal((HttpStatusCode.TooManyRequests, 1), (refused.Status, Seconds(refused)));
    }

    [Fact]
    public async Task The_wait_ends_at_a_quarter_of_an_hour_and_an_hour_later_all_is_forgotten()
    {
        var login = await LoginAsync();
        using var guesser = Server.Browser(_here);
        var waits = new List<int>();
        for (var attempt = 0; attempt < 5 + 12; attempt++)
        {
            var answer = await guesser.SignInAsync(login, Wrong);
            if (answer.Status != HttpStatusCode.TooManyRequests) continue;
            waits.Add(Seconds(answer));
            Server.Clock.Move(TimeSpan.FromSeconds(waits[^1]));
        }

        Assert.Equal([1, 2, 4, 8, 16, 32], waits.Take(6));
        await Server.RunAsync(
            "update core.sign_in_attempt set failures = 40, wait_until = last_at where key_sha256 = $1",
            AttemptKey.Of(login, IPAddress.Parse(_here))[0].Hash);
        Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync(login, Wrong)).Status);
        Assert.Equal(900, Seconds(await guesser.SignInAsync(login, Wrong)));
        Server.Clock.Move(TimeSpan.FromMinutes(61));
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync(login, Wrong)).Status);
        Assert.Equal(1, Seconds(await guesser.SignInAsync(login, Wrong)));
    }

    [Fact]
    public async Task Many_at_once_are_all_counted()
    {
        var login = await LoginAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Server.Browser(_here).SignInAsync(login, Wrong)));
        Assert.Equal(5, answers.Count(answer => answer.Status == HttpStatusCode.Unauthorized));
        Assert.Equal(15, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task One_address_does_not_try_many_logins_and_signing_in_wipes_only_one_of_its_attempts()
    {
        var login = await LoginAsync();
        using var guesser = Server.Browser(_here);
        await guesser.SignInAsync("qualcuno-0", Wrong);
        // As if it had tried so many: each takes a derivation.
        await Server.RunAsync(
            "update core.sign_in_attempt set failures = 49 where key_sha256 = $1",
                AttemptKey.Of("", IPAddress.Parse(_here))[1].Hash);
        Assert.Equal(HttpStatusCode.OK, (await guesser.SignInAsync(login)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync("qualcuno-1", Wrong)).Status);
        Assert.Equal(1, Seconds(await guesser.SignInAsync("qualcuno-2", Wrong)));
        Assert.Equal(HttpStatusCode.OK, (await Server.Browser(_there).SignInAsync(login)).Status);
    }

    [Fact]
    public async Task Only_a_proxy_of_the_settings_may_say_from_where_a_call_comes()
    {
        await using var server = await PeopleServer.StartAsync(own.Database);
        var login = $"nessuno-{Guid.NewGuid():N}";
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(
                HttpStatusCode.Unauthorized, (await server.Browser($"198.18.0.{attempt}").SignInAsync(login)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.Browser("198.18.0.99").SignInAsync(login)).Status);
    }

    private static int Seconds(PageClient.Answer answer) =>
        int.Parse(answer.Headers["Retry-After"], CultureInfo.InvariantCulture);

    private async Task<string> LoginAsync() =>
        (await Server.PersonAsync(new PersonRole(Role.Operator, null, null, null))).Login;
}
