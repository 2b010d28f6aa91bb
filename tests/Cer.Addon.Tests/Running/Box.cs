using System.Net;
using Cer.Messaging.Tests;

namespace Cer.Addon.Tests.Running;

/// <summary>A Home Assistant's box without the container: a private /data, and the app's services under a plain shell.</summary>
internal sealed class Box : IAsyncDisposable
{
    public const string Options =
        """{"demo": false, "silent_after_minutes": 90, "discovery_prefix": "homeassistant", "backup": {}, "mqtt": {}, "mail": {}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string _top = Directory.CreateTempSubdirectory("cer-box-").FullName;
    private readonly Dictionary<string, string> _environment;
    private readonly HttpClient _client = new();

    public Box()
    {
        // PostgreSQL's user passes through, as it does in the container.
        File.SetUnixFileMode(_top, (UnixFileMode)0b111_001_001);
        Directory.CreateDirectory(Data);
        Directory.CreateDirectory(Config);
        Directory.CreateDirectory(Certificates);
        Address = new($"http://127.0.0.1:{Ports.Free()}");
        _environment = new()
        {
            ["APP"] = AppContext.BaseDirectory.TrimEnd('/'),
            ["CER_ADDON_URL"] = Address.OriginalString,
            ["CER_ADDON_POSTGRES_PORT"] = $"{Ports.Free()}",
            ["CER_TEST_INGRESS_PEER"] = "127.0.0.1",
            ["CER_ADDON_HOME"] = $"{Data}.home",
            ["CER_ADDON_DATA"] = Data,
            ["CER_ADDON_CONFIG"] = Config,
            ["CER_ADDON_SSL"] = Certificates,
            ["CER_ADDON_DOOR"] = $"127.0.0.1:{Door}",
            ["SUPERVISOR_TOKEN"] = "",
        };
        Say(Options);
    }

    /// <summary>What /data is in the container.</summary>
    public string Data => Path.Combine(_top, "data");

    /// <summary>What /config is: the folder of the app that people may look into.</summary>
    public string Config => Path.Combine(_top, "config");

    /// <summary>What /ssl is.</summary>
    public string Certificates => Path.Combine(_top, "ssl");

    /// <summary>The port for devices of other houses.</summary>
    public int Door { get; } = Ports.Free();

    public string Own => Path.Combine(Data, "cer");

    public Uri Address { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Sets the options, as the page Configuration would.</summary>
    public void Say(string options) => File.WriteAllText(Path.Combine(Data, "options.json"), options);

    public void Set(string name, string value) => _environment[name] = value;

    public Task<Command> StartAsync() => RunAsync("start");

    public Task<Command> StopAsync() => RunAsync("stop");

    public Task<Command> KillAsync() => RunAsync("kill");

    /// <summary>A script of the app, as the Supervisor runs one inside the container.</summary>
    public Task<Command> HookAsync(string name) =>
        Command.RunAsync(_environment, Path.Combine(Clone.Addon, "rootfs/opt/cer/addon", name));

    /// <summary>The program, as a person at a shell inside the container.</summary>
    public Task<Command> CerAsync(params string[] arguments) =>
        Command.RunAsync(_environment, "dotnet", [Path.Combine(AppContext.BaseDirectory, "cer.dll"), .. arguments]);

    public async Task HealthyAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (true)
        {
            try
            {
                using var answer = await _client.GetAsync(new Uri(Address, "/api/health"), patience.Token);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(100, patience.Token);
        }
    }

    public string Log(string service) => File.ReadAllText(Path.Combine($"{Data}.home", "log", $"{service}.log"));

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists($"{Data}.home/pids")) await RunAsync("stop");
        _client.Dispose();
        Directory.Delete(_top, recursive: true);
    }

    private Task<Command> RunAsync(string action) =>
        Command.RunAsync(_environment, Path.Combine(Clone.Root, "ops/addon/run.sh"), action, Data);
}
