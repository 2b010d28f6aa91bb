using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Cer.Messaging.Mqtt;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>A real broker for one test: the distribution's Mosquitto, on loopback, with a folder of its own.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private const string Program = "/usr/sbin/mosquitto";

    private readonly string _folder = Directory.CreateTempSubdirectory("cer-mosquitto-").FullName;
    private readonly string _settings;
    private Process? _process;

    private Mosquitto(string settings) => _settings = settings;

    public int Port { get; private set; }

    public string LogFile => Path.Combine(_folder, "log");

    /// <param name="settings">Lines of its configuration; $folder is the broker's own.</param>
    /// <param name="prepare">Makes the files that those lines name, in that folder.</param>
    public static async Task<Mosquitto> StartAsync(string settings = "allow_anonymous true", Func<string, Task>? prepare = null)
    {
        var broker = new Mosquitto(settings);
        if (prepare is not null) await prepare(broker._folder);
        await broker.StartAgainAsync();
        return broker;
    }

    public static MqttOptions At(int port, MqttVersion version, string clientId) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Version = version,
        ClientId = clientId,
    };

    public MqttOptions Options(MqttVersion version, string clientId) => At(Port, version, clientId);

    public async Task StartAgainAsync()
    {
        if (Port == 0) Port = Ports.Free();
        var file = Path.Combine(_folder, "mosquitto.conf");
        await File.WriteAllTextAsync(file, $"""
            user {Environment.UserName}
            listener {Port} 127.0.0.1
            persistence true
            persistence_location {_folder}/
            max_queued_messages 0
            log_dest file {_folder}/log
            log_type all
            {_settings.Replace("$folder", _folder, StringComparison.Ordinal)}

            """);
        _process = Process.Start(new ProcessStartInfo(Program, ["-c", file]) { RedirectStandardError = true })!;
        var patience = Stopwatch.StartNew();
        while (!await AnswersAsync())
        {
            if (_process.HasExited || patience.Elapsed > TimeSpan.FromMinutes(1))
                throw new InvalidOperationException($"Mosquitto did not start: {await _process.StandardError.ReadToEndAsync()}");
            await Task.Delay(20);
        }
    }

    /// <summary>Sends a signal by its name: TERM lets it write what it keeps, STOP lets it stand still.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
        if (name is "TERM" or "KILL") await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) _process.Kill();
        if (_process is not null) await _process.WaitForExitAsync();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
