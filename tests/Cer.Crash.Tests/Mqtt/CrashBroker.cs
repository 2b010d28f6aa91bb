using System.Text.Json.Nodes;
using Cer.Installation.Tests;
using Cer.Messaging.Mqtt;

namespace Cer.Crash.Tests.Mqtt;

/// <summary>A Mosquitto that tests may kill, as ops/broker.sh makes it, in the data folder of a database.</summary>
internal sealed class CrashBroker : IAsyncDisposable
{
    private static readonly string Script = Path.Combine(Clone.Root, "ops", "broker.sh");

    private readonly string _data;
    private int _generation;

    private CrashBroker(string data) => _data = data;

    /// <summary>How many brokers died before this one.</summary>
    public int Generation => Volatile.Read(ref _generation);

    public int Port { get; private set; }

    /// <summary>Its place in the settings and its folder; it does not run yet.</summary>
    public static async Task<CrashBroker> PrepareAsync(CrashDatabase database)
    {
        var broker = new CrashBroker(database.Folder);
        await broker.ShellAsync("broker_prepare \"$data\" ''");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(database.Folder, "settings.json")))!;
        broker.Port = (int)settings["mqtt"]!["port"]!;
        return broker;
    }

    public Task StartAsync() => ShellAsync("broker_start \"$data\"");

    /// <summary>Has it write down what it holds, as it does each half minute: who subscribed is remembered from now on.</summary>
    public Task SaveAsync() => ShellAsync(
        "kill -USR1 \"$(broker_pid \"$data\")\"; until [ -s \"$(broker_folder \"$data\")/state/mosquitto.db\" ]; do sleep 0.05; done");

    /// <summary>Kills it with SIGKILL and waits until it is gone: what it held in memory is lost.</summary>
    public async Task KillAsync()
    {
        await ShellAsync(
            "kill -KILL \"$(broker_pid \"$data\")\"; while port_is_taken \"$(broker_port \"$data\")\"; do sleep 0.02; done");
        Interlocked.Increment(ref _generation);
    }

    /// <exception cref="MqttConnectionLost">It is dead, or dies now.</exception>
    public Task<MqttClient> ConnectAsync(string username, string password, CancellationToken cancellation) =>
        MqttClient.ConnectAsync(
            new() { Host = "127.0.0.1", Port = Port, ClientId = username, UserName = username, Password = password },
            TimeProvider.System,
            cancellation);

    public async ValueTask DisposeAsync() => await ShellAsync("broker_remove \"$data\"");

    private async Task ShellAsync(string command) => (await CommandResult.Of(
        "/", "bash", "-c", $"set -euo pipefail; data=$2; . \"$1\"; {command}", "-", Script, _data)).Succeeded();
}
