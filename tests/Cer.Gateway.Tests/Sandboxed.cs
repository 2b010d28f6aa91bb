using Cer.Crash.Tests;
using Cer.Host.Sandbox;
using Cer.Messaging.Submitting;
using Cer.Operations.Submitting;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Cer.Gateway.Tests;

/// <summary>The sandbox as a process of its own, and clients that know its secret.</summary>
internal sealed class Sandboxed : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cer-sandbox-");
    private readonly string[] _options;
    private CerProgram _program;

    private Sandboxed(string[] options)
    {
        _options = options;
        _program = Start("https://127.0.0.1:0");
    }

    public Uri Address { get; private set; } = new("https://127.0.0.1/");

    public string Folder => _folder.FullName;

    public string Said => _program.Said;

    public PortalTls Tls => new()
    {
        AuthorityFile = Path.Combine(Folder, SandboxCertificates.ServerFile),
        CertificateFile = Path.Combine(Folder, SandboxCertificates.ClientFile),
        KeyFile = Path.Combine(Folder, SandboxCertificates.ClientKeyFile),
    };

    /// <summary>Options of a client that waits little between calls; the first call of a process may take seconds all the same.</summary>
    public PortalOptions Options => new()
    {
        Base = Address,
        ClientId = File.ReadAllText(Path.Combine(Folder, "client.id")).Trim(),
        ClientSecret = File.ReadAllText(Path.Combine(Folder, SandboxClient.SecretFile)).Trim(),
        Patience = TimeSpan.FromSeconds(30),
        Tries = 6,
        FirstWait = TimeSpan.FromMilliseconds(20),
        LongestWait = TimeSpan.FromMilliseconds(200),
        CallsPerMinute = 100_000,
        FaultsToOpen = 4,
        OpenFor = TimeSpan.FromMilliseconds(100),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Sandboxed> StartAsync(params string[] options)
    {
        var sandbox = new Sandboxed(options);
        sandbox.Address = await sandbox._program.AddressAsync();
        return sandbox;
    }

    /// <summary>Kills it with signal 9, and starts it again at the same address and with the same folder.</summary>
    public async Task KillAndStartAsync()
    {
        Assert.True(await _program.KillAsync());
        await _program.DisposeAsync();
        _program = Start(Address.AbsoluteUri);
        await _program.AddressAsync();
    }

    /// <summary>Has the next calls meet these faults, and then as many of a hundred by chance.</summary>
    public async Task PlanAsync(IReadOnlyList<string> script, int percent = 0, int seed = 1)
    {
        using var http = await SignedInAsync();
        var answer = await http.PutAsJsonAsync("sandbox/faults", new { script, seed, percent }, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>What it took, and how often each came again.</summary>
    public async Task<IReadOnlyDictionary<string, int>> RepeatedAsync()
    {
        using var http = await SignedInAsync();
        var answer = JsonNode.Parse(await http.GetStringAsync("sandbox/packages", Cancellation))!;
        return answer["packages"]!.AsArray().ToDictionary(one => (string)one!["key"]!, one => (int)one!["repeated"]!);
    }

    public async Task<HttpClient> SignedInAsync()
    {
        var http = Tls.Client();
        http.BaseAddress = Address;
        var options = Options;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.ClientId,
            ["client_secret"] = options.ClientSecret,
        });
        var answer = await http.PostAsync("oauth/token", form, Cancellation);
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)token["access_token"]!);
        return http;
    }

    public PortalClient Client(ICallLog log, PortalOptions? options = null, PortalTls? tls = null) =>
        new(options ?? Options, (tls ?? Tls).Client(), log, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private CerProgram Start(string url) => CerProgram.Start(["sandbox", "--folder", Folder, "--url", url, .. _options]);
}
