using System.Diagnostics;
using System.Text.Json;
using Cer.Database.Tests;
using Cer.Host.Data;
using Cer.Host.Devices;
using Cer.Messaging.Mqtt;
using Cer.Operations.Ports;
using Cer.Storage;

namespace Cer.Host.Tests.Mqtt;

/// <summary>A real Mosquitto as ops/broker.sh makes it, in a data folder of its own; gone at the end.</summary>
public sealed class TestBroker : IAsyncDisposable
{
    private readonly string _data;
    private readonly MqttAccountStore _accounts;

    private TestBroker(string data, TestDatabase database) => (_data, _accounts) = (data, new(database.App));

    /// <summary>The data folder, whose settings name the broker and the database.</summary>
    public string Folder => _data;

    internal MqttSettings Settings => Data.Settings.Read(_data).Mqtt!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="postgres">Where its accounts are.</param>
    /// <param name="forgets">Whether it writes down what it holds only when it is asked to end.</param>
    public static Task<TestBroker> StartAsync(PostgresFixture postgres, bool forgets = false) =>
        StartAsync(postgres.Database, forgets);

    public static async Task<TestBroker> StartAsync(TestDatabase database, bool forgets = false)
    {
        var data = Directory.CreateTempSubdirectory("cer-broker-").FullName;
        File.SetUnixFileMode(data, (UnixFileMode)0b111_001_001);
        await File.WriteAllTextAsync(
            Path.Combine(data, "settings.json"),
            $"{{\n  \"connection\": {JsonSerializer.Serialize(database.AppAddress)}\n}}\n",
            Cancellation);
        var broker = new TestBroker(data, database);
        await broker.ShellAsync("broker_prepare \"$data\" ''");
        if (forgets) await broker.ShellAsync(
            "sed -i 's/^autosave_interval .*/autosave_interval 86400/' \"$(broker_folder \"$data\")/mosquitto.conf\"");
        await broker.WriteAsync();
        await broker.StartAsync();
        return broker;
    }

    public Task StartAsync() => ShellAsync("broker_start \"$data\"");

    public Task StopAsync() => ShellAsync("broker_stop \"$data\"");

    /// <summary>As when the machine loses its power: nothing is written down any more.</summary>
    public Task KillAsync() =>
        ShellAsync("pid=$(broker_pid \"$data\"); kill -KILL \"$pid\"; while kill -0 \"$pid\" 2>/dev/null; do sleep 0.05; done");

    /// <summary>The settings of a node that shares the work.</summary>
    internal MqttSettings Node(int number) => Settings with { Username = $"cer-{number}" };

    /// <summary>Lets devices publish: through an account of their own, or all through one.</summary>
    internal async Task<string> GrantAsync(TestServer server, string account, params string[] devices)
    {
        var password = BrokerPassword.Random();
        foreach (var device in devices.Length > 0 ? devices : [account])
            await _accounts.GrantAsync(server.Community, device, account, BrokerPassword.Hash(password), "test", Cancellation);
        await WriteAsync();
        return password;
    }

    internal async Task RetireAsync(TestServer server, string name)
    {
        Assert.True(await _accounts.RetireAsync(server.Community, name, "test", Cancellation));
        await WriteAsync();
    }

    /// <summary>A device, connected; its log-in is tried again, as the broker takes a moment to read its files.</summary>
    internal async Task<MqttClient> ConnectAsync(TestServer server, string account, string password)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await ConnectAsync($"{server.Code}.{account}", password);
            }
            catch (MqttRefused) when (tries < 1200)
            {
                await Task.Delay(50, Cancellation);
            }
        }
    }

    public Task<MqttClient> ConnectAsync(string username, string password, string client = "", MqttVersion version = MqttVersion.V5) =>
        MqttClient.ConnectAsync(
            new()
            {
                Host = "127.0.0.1",
                Port = Settings.Port,
                Version = version,
                ClientId = client.Length > 0 ? client : username,
                UserName = username,
                Password = password,
                LargestPayload = 8 * 1024 * 1024,
            },
            TimeProvider.System,
            Cancellation);

    public async ValueTask DisposeAsync()
    {
        await ShellAsync("broker_remove \"$data\"");
        Directory.Delete(_data, recursive: true);
    }

    internal Task WriteAsync() => new BrokerFiles(_data, Settings).WriteAsync(_accounts, Cancellation);

    private async Task ShellAsync(string command)
    {
        var start = new ProcessStartInfo(
            "bash", ["-c", $"set -euo pipefail; data=$2; . \"$1/ops/broker.sh\"; {command}", "-", Root, _data])
        {
            RedirectStandardError = true,
        };
        using var shell = Process.Start(start)!;
        var errors = await shell.StandardError.ReadToEndAsync(CancellationToken.None);
        await shell.WaitForExitAsync(CancellationToken.None);
        Assert.True(shell.ExitCode == 0, errors);
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }
}
