using System.Security.Cryptography;
using Cer.Database.Tests;
using Cer.Host.Data;
using Cer.Host.Serve;
using Cer.Host.Tests.Stored;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.People;

/// <summary>The whole server over real HTTP on a database, for people who sign in.</summary>
internal sealed class PeopleServer : IAsyncDisposable
{
    public const string Password = "quattro parole a caso";

    // Derived once, with as few rounds as the store lets through: tests sign in often.
    private static readonly PasswordHash Hash = Derived();

    private readonly TestDatabase _database;

    private PeopleServer(TestDatabase database, WebApplication app, MovingClock clock)
    {
        (_database, App, Clock) = (database, app, clock);
        Address = new(app.Urls.Single());
    }

    public WebApplication App { get; }

    public Uri Address { get; }

    public MovingClock Clock { get; }

    public IPeopleStore People => App.Services.GetRequiredService<IPeopleStore>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<PeopleServer> StartAsync(
        TestDatabase database, string? pathBase = null, params string[] proxies) =>
        StartAsync(database, settings => settings with { PathBase = pathBase, Proxies = proxies });

    /// <summary>The same with other settings, and its clock at another hour.</summary>
    /// <param name="database">Its own, or one that it shares.</param>
    /// <param name="change">Makes other settings.</param>
    /// <param name="start">Where the clock stands.</param>
    /// <param name="patience">How long a statement of a dashboard may take; left out, none is too slow.</param>
    public static async Task<PeopleServer> StartAsync(
        TestDatabase database, Func<Settings, Settings> change, DateTimeOffset? start = null, TimeSpan? patience = null)
    {
        var clock = new MovingClock(start ?? TimeProvider.System.GetUtcNow());
        var settings = change(SettingsOf(database));
        var app = ServeCommand.Build(settings, clock, services => PatientBoards.AddTo(services, settings, patience));
        await app.StartAsync(Cancellation);
        return new(database, app, clock);
    }

    /// <summary>A second server on the same database, not started yet.</summary>
    public WebApplication Another() => ServeCommand.Build(SettingsOf(_database), Clock);

    /// <summary>A browser: it keeps cookies, and sends the header of our pages.</summary>
    public PageClient Browser(string? from = null) => new(Address, from);

    /// <summary>A person who has chosen the password of all tests.</summary>
    public async Task<(int Id, string Login)> PersonAsync(params PersonRole[] roles)
    {
        var login = $"p{Guid.NewGuid():N}";
        var token = SecretToken.New();
        var made = await People.AddAsync(new(login, "Persona di Prova", null, roles), token, "test", Cancellation);
        Assert.Equal(made!.Person, await People.AcceptAsync(token, Hash, Cancellation));
        return (made.Person, login);
    }

    /// <summary>A browser in which a person with these roles is signed in.</summary>
    public async Task<PageClient> SignedInAsync(params PersonRole[] roles) =>
        await SignedInAsync((await PersonAsync(roles)).Id);

    public async Task<PageClient> SignedInAsync(int person)
    {
        var token = SecretToken.New();
        await App.Services.GetRequiredService<ISessionStore>().OpenAsync(person, token, Cancellation);
        return Browser().With(token.Text);
    }

    public async Task<int> RunAsync(string sql, params object[] values)
    {
        await using var command = _database.Admin.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(Cancellation);
    }

    public async Task<T> AskAsync<T>(string sql, params object[] values)
    {
        await using var command = _database.Admin.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }

    private static Settings SettingsOf(TestDatabase database) => new(database.AppAddress, null, "http://127.0.0.1:0")
    {
        DemoLive = false,
        MemberConnection = database.MemberAddress,
        RepConnection = database.RepAddress,
    };

    private static PasswordHash Derived()
    {
        var salt = RandomNumberGenerator.GetBytes(32);
        const int Rounds = 100_000;
        return new(salt, Rfc2898DeriveBytes.Pbkdf2(Password, salt, Rounds, HashAlgorithmName.SHA256, 32), Rounds);
    }
}
