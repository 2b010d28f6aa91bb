using System.Text.Json;
using Cer.Addon.Tests.Apps;
using Cer.Addon.Tests.Ingress;
using Cer.Database.Tests;
using Cer.HomeAssistant.Peer;
using Cer.Host.Serve;
using Cer.Operations.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Addon.Tests.FirstStart;

/// <summary>The first start: an administrator of Home Assistant becomes ours, and a community is brought in.</summary>
public sealed class SetupTests : IAsyncLifetime
{
    private const string Maria = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private const string Tablet = "1f1e2d3c4b5a69788796a5b4c3d2e1f1";
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-first-").FullName;
    private TestDatabase? _database;
    private HomePeer? _home;
    private WebApplication? _app;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _home = await HomePeer.StartAsync();
        _home.Users = [(Maria, true), (Tablet, false)];
        var token = Path.Combine(_folder, "home-token");
        await File.WriteAllTextAsync(token, _home.Options.Tokens[0] + "\n", Cancellation);
        File.SetUnixFileMode(token, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _app = ServeCommand.Build(
            new(_database.AppAddress, null, "http://127.0.0.1:0")
            {
                DemoLive = false,
                MemberConnection = _database.MemberAddress,
                Ingress = true,
                IngressPeer = "127.0.0.1",
                Folder = _folder,
                Home = new(_home.Address) { TokenFile = token },
            },
            TimeProvider.System);
        await _app.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _home!.DisposeAsync();
        await _database!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_administrator_of_Home_Assistant_is_the_first_and_nobody_is_it_after()
    {
        // As the add-on's start leaves it: somebody is invited, and has not come.
        await _app!.Services.GetRequiredService<IPeopleStore>().AddFirstAsync(
            new("amministratore", "Amministratore", null, [new(Role.Administrator, null, null, null)]), SecretToken.New(), "test", Cancellation);
        Assert.Equal(404, (await As(null).SendAsync("GET", "/api/setup/first")).Status);
        Assert.False((bool)(await As(Tablet).SendAsync("GET", "/api/setup/first")).Json["administrator"]!);
        Assert.Equal(403, (await As(Tablet).SendAsync("POST", "/api/setup/first", "{}")).Status);
        Assert.Equal(401, (await As(Tablet).SendAsync("GET", "/api/session")).Status);
        Assert.True((bool)(await As(Maria).SendAsync("GET", "/api/setup/first")).Json["administrator"]!);
        Assert.Equal(204, (await As(Maria).SendAsync("POST", "/api/setup/first", "{}")).Status);

        var me = (await As(Maria).SendAsync("GET", "/api/session")).Json;
        Assert.Equal(("amministratore", "Maria Ruscello"), ((string)me["login"]!, (string)me["name"]!));
        Assert.Equal("administrator", (string)me["roles"]![0]!["role"]!);
        // From now on to be an administrator there is nothing here.
        _home!.Users = [(Maria, true), (Tablet, true)];
        Assert.Equal(404, (await As(Tablet).SendAsync("GET", "/api/setup/first")).Status);
        Assert.Equal(409, (await As(Tablet).SendAsync("POST", "/api/setup/first", "{}")).Status);
        Assert.Equal(401, (await As(Tablet).SendAsync("GET", "/api/session")).Status);
    }

    [Fact]
    public async Task While_Home_Assistant_says_nothing_nobody_is_made_administrator()
    {
        await _home!.StopAsync();
        Assert.Null((await As(Maria).SendAsync("GET", "/api/setup/first")).Json["administrator"]);
        Assert.Equal(503, (await As(Maria).SendAsync("POST", "/api/setup/first", "{}")).Status);
        Assert.Equal(401, (await As(Maria).SendAsync("GET", "/api/session")).Status);
    }

    [Fact]
    public async Task A_community_comes_as_files_or_as_the_invented_one_and_what_is_wrong_is_told_by_line()
    {
        Assert.Equal(204, (await As(Maria).SendAsync("POST", "/api/setup/first", "{}")).Status);
        var before = (await As(Maria).SendAsync("GET", "/api/setup")).Json;
        Assert.Empty(before["communities"]!.AsArray());
        Assert.Equal(("none", true, false), ((string)before["demo"]!["state"]!, (bool)before["linked"]!, (bool)before["mail"]!));
        Assert.True((bool)before["home"]!["on"]!);

        Assert.Equal(400, (await ImportAsync("Città", "community.yaml", Town.Definition)).Status);
        Assert.Equal(400, (await ImportAsync("prova", "altro.yaml", Town.Definition)).Status);
        var wrong = await ImportAsync("prova", "community.yaml", Town.Definition.Replace("CER", "CERO", StringComparison.Ordinal));
        Assert.Equal(400, wrong.Status);
        Assert.Equal(("community.yaml", 2), ((string)wrong.Json["faults"]![0]!["file"]!, (int)wrong.Json["faults"]![0]!["line"]!));
        Assert.Equal(204, (await ImportAsync("prova", "community.yaml", Town.Definition)).Status);
        Assert.Equal(409, (await ImportAsync("prova", "community.yaml", Town.Definition)).Status);
        var after = (await As(Maria).SendAsync("GET", "/api/setup")).Json;
        Assert.Equal("prova", (string)after["communities"]![0]!["code"]!);

        // Where a real one is, invented prices would touch it.
        Assert.Equal(202, (await As(Maria).SendAsync("POST", "/api/setup/demo", "{}")).Status);
        await Waits.UntilAsync(
            async () => (string)(await As(Maria).SendAsync("GET", "/api/setup")).Json["demo"]!["state"]! == "refused",
            () => "The demo was not refused.");
        Assert.Equal(401, (await As(Tablet).SendAsync("GET", "/api/setup")).Status);
    }

    private SupervisorCall As(string? user) => SupervisorCall.To(new(_app!.Urls.Single()), user).With("X-Cer-Request: 1");

    private Task<SupervisorCall.Answer> ImportAsync(string code, string name, string text) => As(Maria).SendAsync(
        "POST", "/api/setup/community", JsonSerializer.Serialize(new { code, files = new[] { new { name, text } } }));
}
