using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Cer.Database.Tests;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Messaging.Mqtt;
using Cer.Operations.Ports;
using Cer.Storage;

namespace Cer.Benchmarks;

/// <summary>A data folder with a broker, a community of many devices, and the program to serve it.</summary>
internal sealed class BenchTown : IAsyncDisposable
{
    public const string Code = "bench";

    private readonly string _data;
    private readonly string _url;

    private BenchTown(string data, string url, CommunityId community, TestDatabase database) =>
        (_data, _url, Community, Accounts, Logins) = (data, url, community, new(database.App), new(database.App));

    public CommunityId Community { get; }

    public MqttAccountStore Accounts { get; }

    public AccountStore Logins { get; }

    public Uri Address => new(_url);

    public string ServerPassword => (string)Mqtt("password")!;

    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }

    /// <summary>Makes it, with its broker prepared and its devices registered; <see cref="StartBrokerAsync"/> lets them in.</summary>
    public static async Task<BenchTown> CreateAsync(TestDatabase database, IReadOnlyList<(string Device, string Point)> devices)
    {
        var data = Directory.CreateTempSubdirectory("cer-mqtt-bench-").FullName;
        await ShellAsync(data, "chmod 0711 \"$data\"");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        await File.WriteAllTextAsync(
            Path.Combine(data, "settings.json"),
            $"{{\n  \"connection\": {JsonSerializer.Serialize(database.AppAddress)},\n  \"url\": \"{url}\"\n}}\n");
        await ShellAsync(data, "broker_prepare \"$data\" ''");
        var communities = new CommunityStore(database.App);
        var stored = await communities.SaveAsync(
            Code,
            new(
                new EnergyCommunity
                {
                    Name = "Bench",
                    Kind = ConfigurationKind.Cer,
                    ConstitutedOn = new(2024, 1, 1),
                    Members = [new("m", "M", MemberCategory.LocalAuthority, false)],
                    Pods = [.. devices.Select(pair => new PodMembership(pair.Point, "m", Voltage.Low, new(2024, 1, 1), null))],
                    Units = [],
                },
                []),
            "bench",
            default);
        await communities.SaveDevicesAsync(
            stored.Community,
            [.. devices.Select(pair => new Device(pair.Device, Pod.Parse(pair.Point, null)))],
            "bench",
            default);
        return new(data, url, stored.Community, database);
    }

    public MqttOptions Options(string username, string password) => new()
    {
        Host = "127.0.0.1",
        Port = int.Parse(Mqtt("port")!, CultureInfo.InvariantCulture),
        ClientId = username,
        UserName = username,
        Password = password,
    };

    public async Task StartBrokerAsync()
    {
        using var write = Program("device", "write");
        await write.WaitForExitAsync();
        await ShellAsync(_data, "ulimit -n \"$(ulimit -Hn)\"; broker_start \"$data\"");
    }

    /// <summary>Starts the program, and waits until it answers when that is wanted.</summary>
    public async Task<Process> StartServerAsync(bool ready = true)
    {
        var server = Program("serve");
        using var client = new HttpClient();
        while (ready)
        {
            try
            {
                await client.GetStringAsync(new Uri($"{_url}/api/health"));
                await Task.Delay(1000);
                break;
            }
            catch (HttpRequestException) when (!server.HasExited)
            {
                await Task.Delay(50);
            }
        }

        return server;
    }

    public static async Task StopAsync(Process server)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {server.Id}"]);
        await server.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ShellAsync(_data, "broker_remove \"$data\"");
        Directory.Delete(_data, recursive: true);
    }

    private Process Program(params string[] verb) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath!, [Path.Combine(Root, "src/Cer.Host/bin/Release/net10.0/cer.dll"), .. verb, "--data", _data])
    {
        RedirectStandardOutput = false,
    })!;

    private string? Mqtt(string key)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(_data, "settings.json")));
        return settings.RootElement.GetProperty("mqtt").GetProperty(key).ToString();
    }

    private static async Task ShellAsync(string data, string command)
    {
        using var shell = Process.Start("bash", ["-c", $"set -euo pipefail; data=$2; . \"$1/ops/broker.sh\"; {command}", "-", Root, data]);
        await shell.WaitForExitAsync();
        if (shell.ExitCode != 0) throw new InvalidOperationException($"{command}: exit status {shell.ExitCode}.");
    }
}
