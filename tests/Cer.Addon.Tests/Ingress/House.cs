using System.Text;
using Cer.Database.Tests;
using Cer.Exchange.Faults;
using Cer.Host.Data;
using Cer.Host.Serve;
using Cer.Operations.Importing;
using Cer.Operations.Ingress;
using Cer.Operations.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Addon.Tests.Ingress;

/// <summary>The whole server as the add-on runs it, on a database of its own.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private House(TestDatabase database, WebApplication app) => (_database, _app, Address) = (database, app, new(app.Urls.Single()));

    public Uri Address { get; }

    public IHomeUserStore HomeUsers => _app.Services.GetRequiredService<IHomeUserStore>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="supervisor">Whose calls are believed; null for a server that is no add-on.</param>
    /// <param name="home">The section home of its settings.</param>
    public static async Task<House> StartAsync(string? supervisor = "127.0.0.1", HomeSettings? home = null)
    {
        var database = await TestDatabase.CreateMigratedAsync();
        var settings = new Settings(database.AppAddress, null, "http://127.0.0.1:0")
        {
            DemoLive = false,
            MemberConnection = database.MemberAddress,
            Ingress = supervisor is not null,
            IngressPeer = supervisor,
            Home = home,
        };
        var app = ServeCommand.Build(settings, TimeProvider.System);
        await app.StartAsync(Cancellation);
        return new(database, app);
    }

    /// <summary>Declares a community.</summary>
    public async Task DeclareAsync(string contract)
    {
        var faults = new FaultList();
        await _app.Services.GetRequiredService<ImportCommunity>().RunAsync(
            "prova", Encoding.UTF8.GetBytes(contract), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
    }

    /// <summary>A person who has accepted an invite, by the page's own door.</summary>
    public async Task<(int Id, string Login)> PersonAsync(Role role, string password = "quattro parole a caso")
    {
        var login = $"p{Guid.NewGuid():N}";
        var token = SecretToken.New();
        var made = await _app.Services.GetRequiredService<IPeopleStore>()
            .AddAsync(new(login, "Persona di Prova", null, [new(role, null, null, null)]), token, "test", Cancellation);
        var salt = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
        var hash = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2(
            password, salt, 100_000, System.Security.Cryptography.HashAlgorithmName.SHA256, 32);
        await _app.Services.GetRequiredService<IPeopleStore>().AcceptAsync(token, new(salt, hash, 100_000), Cancellation);
        return (made!.Person, login);
    }

    /// <summary>A user of Home Assistant who enters with a role.</summary>
    public async Task<HomeUser> LinkedAsync(Role role)
    {
        var user = new HomeUser(Guid.NewGuid().ToString("N"), "Utente Collegato");
        await HomeUsers.FindAsync(user, Cancellation);
        Assert.True(await HomeUsers.LinkAsync(user.Id, (await PersonAsync(role)).Id, "test", Cancellation));
        return user;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
