using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Cer.Messaging.Mqtt;

namespace Cer.Benchmarks;

/// <summary>
/// How fast queued messages at least once are taken from the distribution's Mosquitto and acknowledged, without a
/// database: the measure beside which the same drain with a commit is told.
/// </summary>
internal static class MqttBench
{
    private const int Kilobyte = 1024;
    private const int Small = 50_000;
    private const int Samples = 5_000;
    private const string Topic = "cer/bench/du/device/urbandataset";
    private const string Sample = "tests/urbandataset/samples/m1-three-devices-one-hour.json";

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cer-mqtt-bench-").FullName;
        var port = FreePort();
        using var broker = await StartAsync(folder, port);
        try
        {
            await MeasureAsync(port, "1 KB", new byte[Kilobyte], Small);
            await MeasureAsync(port, Path.GetFileName(Sample), await File.ReadAllBytesAsync(FileOf(Sample)), Samples);
        }
        finally
        {
            broker.Kill();
            await broker.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(int port, string what, byte[] payload, int count)
    {
        foreach (var version in new[] { MqttVersion.V5, MqttVersion.V311 })
        {
            var options = new MqttOptions
            {
                Host = "127.0.0.1",
                Port = port,
                Version = version,
                ClientId = $"bench-{version}",
                CleanStart = false,
                SessionExpiry = version == MqttVersion.V5 ? TimeSpan.FromHours(1) : TimeSpan.Zero,
            };
            var batches = 0;
            var time = await Median.OfAsync(
                () => QueueAsync(options, payload, count), async () => batches = await DrainAsync(options, count));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"drain {version} {what} ({payload.Length} bytes): {time.TotalSeconds:0.00} s for {count}, {count / time.TotalSeconds:0}/s, {(double)count / batches:0} in a batch"));
        }
    }

    private static async Task QueueAsync(MqttOptions options, byte[] payload, int count)
    {
        await using (var reader = await MqttClient.ConnectAsync(options, TimeProvider.System, CancellationToken.None))
            await reader.SubscribeAsync(Topic, MqttQos.AtLeastOnce, CancellationToken.None);
        var sender = options with { ClientId = "bench-sender", CleanStart = true, SessionExpiry = TimeSpan.Zero };
        await using var writer = await MqttClient.ConnectAsync(sender, TimeProvider.System, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ =>
            writer.PublishAsync(Topic, payload, MqttQos.AtLeastOnce, retain: false, CancellationToken.None)));
    }

    private static async Task<int> DrainAsync(MqttOptions options, int count)
    {
        await using var reader = await MqttClient.ConnectAsync(options, TimeProvider.System, CancellationToken.None);
        var (taken, batches) = (0, 0);
        await foreach (var batch in reader.Batches(1000, CancellationToken.None))
        {
            await reader.AckAsync(batch, CancellationToken.None);
            batches++;
            taken += batch.Count;
            if (taken >= count) break;
        }

        return batches;
    }

    private static async Task<Process> StartAsync(string folder, int port)
    {
        var file = Path.Combine(folder, "mosquitto.conf");
        await File.WriteAllTextAsync(file, $"""
            user {Environment.UserName}
            listener {port} 127.0.0.1
            allow_anonymous true
            max_queued_messages 0
            max_inflight_messages 1000
            log_dest none
            persistence false

            """);
        var process = Process.Start("/usr/sbin/mosquitto", ["-c", file]);
        for (var tries = 0; tries < 200; tries++)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return process;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException("Mosquitto did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FileOf(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, path);
    }
}
