using System.Net;
using System.Net.Http.Json;
using System.Reactive.Concurrency;
using Cer.Addon.Tests.Apps;
using Cer.Addon.Tests.Running;
using Cer.Apps;
using Cer.Database.Tests;
using Cer.Exchange.Faults;
using Cer.HomeAssistant.Peer;
using Cer.Host.Homes;
using Cer.Host.Serve;
using Cer.Messaging.HomeAssistant;
using Cer.Messaging.Tests;
using Cer.NetDaemon;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cer.Addon.Tests.Ingress;

/// <summary>The door for devices and collectors of other houses: their roads and nothing else, with an account each.</summary>
public sealed class DevicesDoorTests : IAsyncLifetime
{
    private const string Password = "quattro parole a caso";
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-door-").FullName;
    private readonly Uri _door = new($"http://127.0.0.1:{Ports.Free()}");
    private readonly HeldClock _clock = new();
    private TestDatabase? _database;
    private WebApplication? _app;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _app = ServeCommand.Build(
            new(_database.AppAddress, null, "http://127.0.0.1:0")
            {
                DemoLive = false,
                MemberConnection = _database.MemberAddress,
                Ingress = true,
                DevicesDoor = new(_door.OriginalString),
            },
            _clock);
        await _app.StartAsync(Cancellation);
        var faults = new FaultList();
        var stored = await _app.Services.GetRequiredService<ImportCommunity>().RunAsync(
            "prova", System.Text.Encoding.UTF8.GetBytes(Town.Definition), [], "test", faults, Cancellation);
        await _app.Services.GetRequiredService<IAccountStore>().SaveAsync(
            new() { Username = "casa", Community = stored!.Community, Password = PasswordHash.Of(Password), Points = [Town.Pod] },
            Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_folder, "password"), Password, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _database!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Another_house_brings_its_readings_and_nothing_but_its_own()
    {
        using var door = new PlatformDoor(Platform());
        EnergyRow Row(string pod) => new(pod, null, Quantity.Produced, Town.Quarter.ToUnixTimeSeconds(), 750_000, false);
        Assert.IsType<DoorAnswer.Taken>(await door.SendAsync([Row(Town.Pod)], Cancellation));
        Assert.IsType<DoorAnswer.Refused>(await door.SendAsync([Row("IT999E00000199")], Cancellation));
        // Without a token there is nothing, and by the door of the pages the house does not come in.
        using var client = new HttpClient();
        using var stranger = await client.PostAsJsonAsync(new Uri(_door, "/api/readings"), Array.Empty<int>(), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        using var pages = new PlatformDoor(Platform(_app!.Urls.Single(url => new Uri(url).Port != _door.Port)));
        Assert.IsType<DoorAnswer.Unauthorised>(await pages.SendAsync([Row(Town.Pod)], Cancellation));
    }

    [Fact]
    public async Task Nothing_else_is_there_whoever_asks()
    {
        string[] paths =
        [
            "GET /", "GET /entra", "GET /assets/x.js", "GET /api/health", "GET /api/session", "POST /api/session", "GET /api/communities",
            "GET /api/people", "POST /api/invites/x", "GET /api/openapi.json", "GET /api/readings", "GET /api/home-users",
        ];
        foreach (var (method, path) in paths.Select(line => (line.Split(' ')[0], line.Split(' ')[1])))
        {
            // With all that makes a Supervisor.
            var answer = await SupervisorCall.To(_door, "0f1e2d3c4b5a69788796a5b4c3d2e1f0").With("X-Cer-Request: 1")
                .SendAsync(method, path, method == "POST" ? "{}" : null);
            Assert.True(answer.Status == 404, $"{method} {path}: {answer.Status}");
            Assert.DoesNotContain("<html", answer.Body, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Guessing_is_slowed_down()
    {
        // The guesses are within a minute, however long the machine takes for them.
        _clock.Hold();
        using var client = new HttpClient();
        List<HttpStatusCode> told = [];
        for (var tries = 0; tries < 12; tries++)
        {
            using var answer = await client.PostAsJsonAsync(
                new Uri(_door, "/webservices/rest/UrbanDatasetGateway/login"),
                new { username = "casa", password = "indovina" },
                Cancellation);
            told.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, told[^1]);
    }

    [Fact]
    public async Task Another_house_shows_the_share_of_the_community_and_its_advice()
    {
        await using var home = await HomePeer.StartAsync();
        home.Services["mqtt.publish"] = _ => null;
        await using var client = new HomeClient(home.Client, TimeProvider.System);
        client.Start();
        var platform = Platform();
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cer.Apps.PlatformConfig:Url"] = platform.Url,
            ["Cer.Apps.PlatformConfig:Username"] = platform.Username,
            ["Cer.Apps.PlatformConfig:PasswordFile"] = platform.PasswordFile,
            ["Cer.Apps.CommunityConfig:Node"] = "vicina",
        }).Build();
        var host = new AppHost(
            [typeof(CommunityApp)], settings, new AppsLink(client), TaskPoolScheduler.Default, NullLoggerFactory.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = host.RunAsync(stop.Token);
        var told = "";
        await Waits.UntilAsync(
            () => (told = home.Services.Calls.Where(call => (string?)call.Data["topic"] == "cer/apps/vicina/state")
                .Select(call => (string?)call.Data["payload"]).LastOrDefault() ?? "").Length > 0,
            () => "The share did not come.");
        await stop.CancelAsync();
        await running;
        Assert.Contains("\"advice\":\"Dati insufficienti\"", told, StringComparison.Ordinal);
        Assert.Contains("\"shared_hour\":0", told, StringComparison.Ordinal);
    }

    private PlatformConfig Platform(string? url = null) => new()
    {
        Url = url ?? _door.OriginalString,
        Username = "casa",
        PasswordFile = Path.Combine(_folder, "password"),
        Folder = _folder,
    };
}
