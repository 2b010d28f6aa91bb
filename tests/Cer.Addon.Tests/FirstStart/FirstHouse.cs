using Cer.Database.Tests;
using Cer.HomeAssistant.Peer;
using Cer.Host.Serve;
using Cer.Messaging.HomeAssistant;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Addon.Tests.FirstStart;

/// <summary>The server as the add-on runs it, empty, with a Home Assistant that says who its users are.</summary>
internal sealed class FirstHouse : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-first-").FullName;
    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private FirstHouse(TestDatabase database, HomePeer home, string address)
    {
        (_database, Home) = (database, home);
        var token = Path.Combine(_folder, "home-token");
        File.WriteAllText(token, home.Options.Tokens[0] + "\n");
        File.SetUnixFileMode(token, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _app = ServeCommand.Build(
            new(database.AppAddress, null, "http://127.0.0.1:0")
            {
                DemoLive = false,
                MemberConnection = database.MemberAddress,
                Ingress = true,
                IngressPeer = "127.0.0.1",
                Folder = _folder,
                Home = new(address) { TokenFile = token },
            },
            TimeProvider.System);
    }

    public HomePeer Home { get; }

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<FirstHouse> StartAsync(params (string Id, bool IsAdministrator)[] users)
    {
        var home = await HomePeer.StartAsync();
        home.Users = users;
        var house = new FirstHouse(await TestDatabase.CreateMigratedAsync(), home, home.Address);
        await house._app.StartAsync(TestContext.Current.CancellationToken);
        // The first connection of a process may take longer than whoever asks waits.
        var client = house.Services.GetRequiredService<HomeClient>();
        client.Start();
        await client.ReadyAsync(TestContext.Current.CancellationToken);
        return house;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await Home.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
