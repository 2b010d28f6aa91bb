using System.Text.Json;
using Cer.Addon.Tests.Apps;
using Cer.Addon.Tests.Ingress;
using Cer.HomeAssistant.Peer;
using Cer.Host.Addon.FirstStart;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Addon.Tests.FirstStart;

/// <summary>The first start: an administrator of Home Assistant becomes ours, and a community is brought in.</summary>
public sealed class SetupTests : IAsyncLifetime
{
    private const string Maria = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private const string Tablet = "1f1e2d3c4b5a69788796a5b4c3d2e1f1";
    private FirstHouse? _house;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HomePeer Home => _house!.Home;

    public async ValueTask InitializeAsync() => _house = await FirstHouse.StartAsync((Maria, true), (Tablet, false));

    public ValueTask DisposeAsync() => _house!.DisposeAsync();

    [Fact]
    public async Task An_administrator_of_Home_Assistant_is_the_first_and_nobody_is_it_after()
    {
        // As the add-on's start leaves it: somebody is invited, and has not come.
        await _house!.Services.GetRequiredService<IPeopleStore>().AddFirstAsync(
            new("amministratore", "Amministratore", null, [new(Role.Administrator, null, null, null)]),
            SecretToken.New(),
            "test",
            Cancellation);
        Assert.False((bool)(await As(null).SendAsync("GET", "/api/setup/first")).Json["first"]!);
        Assert.Equal(403, (await As(null).SendAsync("POST", "/api/setup/first", "{}")).Status);
        Assert.False((bool)(await As(Tablet).SendAsync("GET", "/api/setup/first")).Json["administrator"]!);
        Assert.Equal(403, (await As(Tablet).SendAsync("POST", "/api/setup/first", "{}")).Status);
        Assert.Equal(401, (await As(Tablet).SendAsync("GET", "/api/session")).Status);
        Assert.True((bool)(await As(Maria).SendAsync("GET", "/api/setup/first")).Json["administrator"]!);
        Assert.Equal(204, (await As(Maria).SendAsync("POST", "/api/setup/first", "{}")).Status);

        var me = (await As(Maria).SendAsync("GET", "/api/session")).Json;
        Assert.Equal(("amministratore", "Maria Ruscello"), ((string)me["login"]!, (string)me["name"]!));
        Assert.Equal("administrator", (string)me["roles"]![0]!["role"]!);
        // From now on to be an administrator there is nothing here.
        Home.Users = [(Maria, true), (Tablet, true)];
        Assert.False((bool)(await As(Tablet).SendAsync("GET", "/api/setup/first")).Json["first"]!);
        Assert.Equal(409, (await As(Tablet).SendAsync("POST", "/api/setup/first", "{}")).Status);
        Assert.Equal(401, (await As(Tablet).SendAsync("GET", "/api/session")).Status);
    }

    [Fact]
    public async Task While_Home_Assistant_says_nothing_nobody_is_made_administrator()
    {
        // Connected first: who is on his way in would come in after the end.
        await Waits.UntilAsync(
            async () => (bool?)(await As(Maria).SendAsync("GET", "/api/setup/first")).Json["administrator"] == true,
            () => "Home Assistant did not answer.");
        await Home.StopAsync();
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

    // One month instead of thirteen: a minute and a half less to wait.
    [Fact]
    public async Task The_invented_community_is_made_while_the_server_runs()
    {
        var demo = ActivatorUtilities.CreateInstance<FirstDemo>(_house!.Services, 1);
        demo.Start();
        demo.Start();
        await Waits.UntilAsync(() => demo.State.State != "making", () => $"The demo did not end: {demo.State}");
        Assert.Equal("made", demo.State.State);
        Assert.NotNull(await _house.Services.GetRequiredService<ICommunityStore>().FindAsync("magliano", Cancellation));
    }

    private SupervisorCall As(string? user) => SupervisorCall.To(_house!.Address, user).With("X-Cer-Request: 1");

    private Task<SupervisorCall.Answer> ImportAsync(string code, string name, string text) => As(Maria).SendAsync(
        "POST", "/api/setup/community", JsonSerializer.Serialize(new { code, files = new[] { new { name, text } } }));
}
