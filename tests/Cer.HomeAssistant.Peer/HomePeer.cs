using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.HomeAssistant.Peer;

/// <summary>A Home Assistant for tests, in this process: it answers as a real one was measured to.</summary>
/// <remarks>Which row was measured and which test shows it is told in docs/home-assistant.md.</remarks>
public sealed class HomePeer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly PeerDoor _door;
    private readonly ConcurrentDictionary<string, bool> _tokens;

    private HomePeer(PeerOptions options, WebApplication app)
    {
        (Options, _app, Version) = (options, app, options.Version);
        _tokens = new(options.Tokens.Select(token => KeyValuePair.Create(token, true)));
        States = new(options.Time);
        Events = new(options.Time) { Version = () => HomeVersion.Read(Version) };
        Services = new(options.Time);
        Statistics = new(this);
        Energy = new(this);
        Registries = new();
        Mqtt = new();
        Discovery = new(this);
        Supervisor = new(this);
        _door = new(this);
        new PeerBasics(this).AddTo(Commands);
        Statistics.AddTo(Commands);
        Energy.AddTo(Commands);
        Registries.AddTo(Commands);
        if (options.HasMqtt)
        {
            Mqtt.AddTo(Commands);
            Services["mqtt.publish"] = data =>
            {
                Mqtt.Publish((string)data["topic"]!, (string?)data["payload"] ?? "", (bool?)data["retain"] ?? false);
                return null;
            };
        }

        States.Changed += Events.StateChanged;
    }

    public PeerOptions Options { get; }

    /// <summary>Who may sign in there.</summary>
    public IReadOnlyList<(string Id, bool IsAdministrator)> Users { get; set; } = [];

    /// <summary>As Core tells it; another from the next start on.</summary>
    public string Version { get; set; }

    /// <summary>As <c>RUNNING</c> or <c>STARTING</c>.</summary>
    public string State { get; private set; } = "RUNNING";

    /// <summary>Whether nobody answers.</summary>
    public bool IsDown { get; private set; }

    /// <summary>Whether it hears and says nothing any more, like one that lost its power.</summary>
    public bool IsMute { get; set; }

    public PeerStates States { get; }

    public PeerEvents Events { get; }

    public PeerServices Services { get; }

    public PeerStatistics Statistics { get; }

    public PeerEnergy Energy { get; }

    public PeerRegistries Registries { get; }

    public PeerMqtt Mqtt { get; }

    /// <summary>The entities that were announced through the broker.</summary>
    public PeerDiscovery Discovery { get; }

    public PeerSupervisor Supervisor { get; }

    /// <summary>Entities that come back as they were after a restart: the others are unknown.</summary>
    public Func<string, bool> Remembers { get; set; } = _ => false;

    /// <summary>What a template comes to, beyond <c>{{ states('x') }}</c>; null: it cannot be rendered.</summary>
    public Func<string, string?> Template { get; set; } = _ => null;

    /// <summary>Logins with a token that was not let in: each is a notification to the owner.</summary>
    public int FailedLogins => _door.FailedLogins;

    /// <summary>Websockets that were let in, so far.</summary>
    public int Logins => _door.Logins;

    /// <summary>Websockets that are open and let in.</summary>
    public int Connections => _door.Connections;

    /// <summary>Readers that were cut off because they did not read.</summary>
    public int CutOffs => _door.CutOffs;

    /// <summary>The most messages that came together in one list.</summary>
    public int LargestGathering => _door.LargestGathering;

    /// <summary>Calls of REST routes, so far.</summary>
    public int Calls => _door.Calls;

    /// <summary>Where it is, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>How the client reaches it.</summary>
    public HomeOptions Client => Options.BehindSupervisor
        ? HomeOptions.BehindSupervisor(new(Address + "/"), Options.Tokens[0])
        : HomeOptions.At(new(Address), Options.Tokens[0]);

    internal PeerCommands Commands { get; } = [];

    public static async Task<HomePeer> StartAsync(PeerOptions? options = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
        });
        var app = builder.Build();
        var peer = new HomePeer(options ?? new(), app);
        app.UseWebSockets(new() { KeepAliveInterval = peer.Options.Heartbeat });
        app.Run(peer._door.TakeAsync);
        await app.StartAsync();
        peer.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return peer;
    }

    /// <summary>Whether the token is let in.</summary>
    public bool Knows(string token) => _tokens.ContainsKey(token);

    public void Grant(string token) => _tokens[token] = true;

    /// <summary>Takes a token back: who came in with it is thrown out.</summary>
    public async Task RevokeAsync(string token)
    {
        _tokens.TryRemove(token, out _);
        await _door.CloseAsync(socket => socket.Token == token);
    }

    /// <summary>Core stops: the websockets close at once, normally.</summary>
    public async Task StopAsync()
    {
        IsDown = true;
        await _door.CloseAsync(_ => true);
    }

    /// <summary>Core starts: what nobody remembers is unknown. Until it is loaded, integrations are missing.</summary>
    public void Start(bool isLoaded = true)
    {
        States.Forget(Remembers);
        Events.Forget();
        if (Options.HasMqtt) Discovery.Start();
        Commands.IsLoaded = isLoaded;
        State = isLoaded ? "RUNNING" : "STARTING";
        IsDown = false;
    }

    /// <summary>Integrations are loaded.</summary>
    public void Load()
    {
        Commands.IsLoaded = true;
        State = "RUNNING";
        Events.Fire("homeassistant_started", []);
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        Start();
    }

    /// <summary>The network is gone: every connection ends without a word, and no new one comes through.</summary>
    public void Disconnect()
    {
        IsDown = true;
        _door.Abort();
    }

    /// <summary>The network is back; Core never stopped.</summary>
    public void Reconnect() => IsDown = false;

    /// <summary>Every connection ends without a word.</summary>
    public void Drop() => _door.Abort();

    public async ValueTask DisposeAsync()
    {
        _door.Abort();
        await _app.DisposeAsync();
    }

    internal JsonObject Config() => new()
    {
        ["version"] = Version,
        ["state"] = State,
        ["time_zone"] = "Europe/Rome",
        ["currency"] = "EUR",
        ["location_name"] = "Municipio",
        ["components"] = new JsonArray("recorder", "energy", "persistent_notification", Options.HasMqtt ? "mqtt" : "api"),
        ["unit_system"] = new JsonObject { ["temperature"] = "°C" },
    };
}
