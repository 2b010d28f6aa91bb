using Cer.Host.Chain2;
using Cer.Messaging.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cer.Host.Tests.Chain2;

/// <summary>The collector on a device's real websocket: frames are taken, and a device that goes is waited for.</summary>
public class CollectorTests(PostgresFixture postgres)
{
    private const string Clock = "2026-01-16T12:00:00+01:00";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frames_pushed_by_a_device_become_readings_also_after_it_was_gone()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        await using var gate = await FakeGate.StartAsync();
        using var collector = Collector(server, gate);
        await collector.StartAsync(Cancellation);
        await gate.PushAsync(Frames.Quarter(0, 100, 90, 1_000_000));
        await Mqtt.Eventually.EqualAsync(2, async () => (await server.StoredAsync()).Length);
        await Mqtt.Eventually.EqualAsync(true, () => Task.FromResult(gate.Questions >= 1));

        gate.Drop();
        await Mqtt.Eventually.EqualAsync(true, () => Task.FromResult(gate.Connections >= 2));
        // What was pushed meanwhile is lost, and rebuilt; noise and a stranger's frame are refused and stop nothing.
        await gate.PushAsync(
            "noise"u8.ToArray(),
            TestServer.File("chain2gate/cf1-quarter-consumer.reconstructed.json"),
            Frames.Quarter(2, 102, 101, 1_000_203));
        await Mqtt.Eventually.EqualAsync(4, async () => (await server.StoredAsync()).Length);
        Assert.Equal(2L, await server.AskAsync<long>("select count(*) from core.ingest where community_id = $1 and refusal is not null"));
        await collector.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_device_is_registered_as_the_settings_say()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        await using var gate = await FakeGate.StartAsync();
        using var collector = Collector(server, gate, device: "c2g-new", pod: "IT999E00000002", unit: "UP-B");
        await collector.StartAsync(Cancellation);
        await Mqtt.Eventually.EqualAsync(true, () => Task.FromResult(gate.Connections >= 1));
        var device = (await server.Communities.RegistryAsync(server.Community, Cancellation)).Devices["c2g-new"];
        Assert.Equal(("IT999E00000002", "UP-B"), (device.Pod.Code, device.Unit));
        await collector.StopAsync(Cancellation);
    }

    [Theory]
    [InlineData("IT999E00009999", null)]
    [InlineData("IT999E00000002", "UP-Z")]
    public async Task Settings_that_do_not_fit_the_community_connect_to_nobody(string pod, string? unit)
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        await using var gate = await FakeGate.StartAsync();
        using var misfit = Collector(server, gate, "c2g-misfit", pod, unit);
        await using var other = await FakeGate.StartAsync();
        using var fits = Collector(server, other);
        await misfit.StartAsync(Cancellation);
        await fits.StartAsync(Cancellation);
        await Mqtt.Eventually.EqualAsync(true, () => Task.FromResult(other.Connections >= 1));
        Assert.Equal(0, gate.Connections);
        Assert.DoesNotContain("c2g-misfit", (await server.Communities.RegistryAsync(server.Community, Cancellation)).Devices.Keys);
        await misfit.StopAsync(Cancellation);
        await fits.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_silent_device_is_asked_and_one_that_does_not_answer_is_left_and_tried_again()
    {
        await using var gate = await FakeGate.StartAsync();
        List<string> reasons = [];
        var socket = new AskingSocket(gate.Address, "!", TimeProvider.System)
        {
            Silence = TimeSpan.FromMilliseconds(200),
            Answer = TimeSpan.FromSeconds(20),
            Changed = state => { if (state is SocketState.Waiting waiting) reasons.Add(waiting.Reason); },
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = socket.RunAsync((_, _) => Task.CompletedTask, stop.Token);
        // Asked again and again, and it answers: the connection stays.
        await Mqtt.Eventually.EqualAsync(true, () => Task.FromResult(gate.Questions >= 4));
        Assert.Equal(1, gate.Connections);
        gate.Answers = false;
        await Mqtt.Eventually.EqualAsync(true, () => Task.FromResult(gate.Connections >= 2));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.StartsWith("found no answer to the question", reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_without_an_end_is_left_before_it_takes_the_memory()
    {
        await using var gate = await FakeGate.StartAsync();
        List<string> reasons = [];
        var taken = 0;
        var socket = new AskingSocket(gate.Address, "!", TimeProvider.System)
        {
            Changed = state => { if (state is SocketState.Waiting waiting) reasons.Add(waiting.Reason); },
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = socket.RunAsync((message, _) => { taken += message.Length > 200 ? 1 : 0; return Task.CompletedTask; }, stop.Token);
        try
        {
            await gate.PushAsync(new byte[4 * 1024 * 1024]);
        }
        catch (Exception gone) when (gone is System.Net.WebSockets.WebSocketException or IOException
            or InvalidOperationException or OperationCanceledException)
        {
            // The listener had left before all of it was sent.
        }

        await Mqtt.Eventually.EqualAsync(true, () => Task.FromResult(gate.Connections >= 2));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal((0, "found a message longer than 65536 bytes, expected a shorter one"), (taken, reasons[0]));
    }

    private static Chain2Collector Collector(
        TestServer server, FakeGate gate, string device = Frames.Device, string pod = "IT999E00000001", string? unit = null) => new(
        [new("Municipio", gate.Address.ToString(), server.Code, device, pod, null, unit)],
        server.Communities,
        server.Chain2,
        TimeProvider.System,
        NullLogger<Chain2Collector>.Instance);
}
