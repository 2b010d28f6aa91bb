using Cer.Host.Chain2;
using Cer.Host.Tests.Chain2;
using Cer.Operations.Live;
using Cer.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Cer.Host.Tests.Devices;

/// <summary>A device that is retired is listened to no more, by whatever door it speaks.</summary>
public class RetirementTests(PostgresFixture postgres)
{
    private const string Device = "c2g-0A1B2C3D4";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DeviceStandingStore Standings => new(postgres.Database.App, TimeProvider.System);

    [Fact]
    public async Task What_a_retired_device_sends_over_REST_is_kept_apart_until_it_is_in_service_again()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        Assert.True(await DecideAsync(server, true));
        Assert.False(await DecideAsync(server, true));
        Assert.False(await Standings.DecideAsync(server.Community, "altro", true, "x", "chi", Cancellation));

        await server.PushAsync(TestServer.OneQuarter());
        Assert.Equal(0L, await server.AskAsync<long>("select count(*) from core.reading where community_id = $1"));
        Assert.Equal(
            "UserDeviceID: found a device that was retired, expected one in service",
            await server.AskAsync<string>("select reason from core.quarantine where community_id = $1"));
        var registered = (await server.Communities.RegistryAsync(server.Community, Cancellation)).Devices[Device];
        Assert.NotNull(registered.RetiredAt);

        Assert.True(await DecideAsync(server, false));
        var again = TestServer.OneQuarter();
        again["UrbanDataset"]!["context"]!["timestamp"] = "2026-01-14T10:50:00";
        await server.PushAsync(again);
        Assert.Equal(1L, await server.AskAsync<long>("select count(*) from core.reading where community_id = $1"));
        Assert.Equal(
            ["device retired", "device returned"],
            await server.AskAsync<string[]>(
                "select array_agg(what order by id) from core.audit where community_id = $1 and what like 'device re%'"));
    }

    [Fact]
    public async Task A_retired_device_is_not_missed()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await server.PushAsync(TestServer.OneQuarter());
        var watch = new WatchDevices(server.Communities, server.Alerts, TimeProvider.System, Duration.Zero);
        Assert.Equal((1, 0), await watch.RunAsync(server.Community, Cancellation));
        await DecideAsync(server, true);
        Assert.Equal(0, await server.Alerts.CountOpenAsync(server.Community, Cancellation));
        Assert.Equal((0, 0), await watch.RunAsync(server.Community, Cancellation));
    }

    [Fact]
    public async Task The_collector_of_local_devices_neither_listens_to_a_retired_one_nor_takes_it_into_service_again()
    {
        await using var server = await TestServer.StartAsync(postgres, "2026-01-16T12:00:00+01:00");
        await using var gate = await FakeGate.StartAsync();
        using var collector = new Chain2Collector(
            [new("gate", $"ws://127.0.0.1:{gate.Address.Port}", server.Code, Device, "IT999E00000001")],
            server.Communities,
            server.Chain2,
            TimeProvider.System,
            NullLogger<Chain2Collector>.Instance);
        await collector.StartAsync(Cancellation);
        await gate.PushAsync(Frames.Quarter(0, 100, 90, 1_000_000));
        await Mqtt.Eventually.EqualAsync(2, async () => (await server.StoredAsync()).Length);

        await DecideAsync(server, true);
        await gate.PushAsync(Frames.Quarter(1, 101, 100, 1_000_101));
        await Mqtt.Eventually.EqualAsync(0, () => Task.FromResult(gate.Open));
        await collector.StopAsync(Cancellation);

        await using var next = await FakeGate.StartAsync();
        using var restarted = new Chain2Collector(
            [
                new("gate", $"ws://127.0.0.1:{gate.Address.Port}", server.Code, Device, "IT999E00000001"),
                new("next", $"ws://127.0.0.1:{next.Address.Port}", server.Code, "c2g-0A1B2C3D5", "IT999E00000002"),
            ],
            server.Communities,
            server.Chain2,
            TimeProvider.System,
            NullLogger<Chain2Collector>.Instance);
        await restarted.StartAsync(Cancellation);
        await Mqtt.Eventually.EqualAsync(true, () => Task.FromResult(next.Connections >= 1));
        Assert.Equal(1, gate.Connections);
        Assert.Equal(2, (await server.StoredAsync()).Length);
        Assert.NotNull((await server.Communities.RegistryAsync(server.Community, Cancellation)).Devices[Device].RetiredAt);
        await restarted.StopAsync(Cancellation);
    }

    private Task<bool> DecideAsync(TestServer server, bool retired) =>
        Standings.DecideAsync(server.Community, Device, retired, "Tolto dal quadro", "chi", Cancellation);
}
