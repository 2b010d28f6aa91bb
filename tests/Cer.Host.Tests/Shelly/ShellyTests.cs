using System.Globalization;
using System.Text;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Host.Mqtt;
using Cer.Host.Tests.Mqtt;
using Cer.Messaging.Mqtt;
using Cer.Operations.Intake;
using NodaTime;

namespace Cer.Host.Tests.Shelly;

/// <summary>A Shelly on a real broker: what its counters show becomes quarters of an hour.</summary>
public class ShellyTests(PostgresFixture postgres, BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private const string Clock = "2026-01-16T12:00:00+01:00";
    private const string Device = "c2g-0A1B2C3D4";
    private static readonly Instant Ten = Instant.FromUtc(2026, 1, 14, 10, 0);

    private const string Warning = "select warnings[1] from core.ingest where community_id = $1 and warnings <> '{}' order by id";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestBroker Broker => fixture.Broker;

    [Fact]
    public async Task Counters_of_each_minute_become_quarters_also_when_the_server_is_started_anew_between()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        var password = await Broker.GrantAsync(server, Device);
        await using var device = await Broker.ConnectAsync(server, Device, password);
        await using (var first = await server.NodeAsync(postgres, Clock, Broker.Settings))
        {
            for (var minute = 0; minute <= 22; minute++) await NotifyAsync(server, device, minute);
            await Eventually.EqualAsync(23L, () => VersionAsync(server));
        }

        await using (var second = await server.NodeAsync(postgres, Clock, Broker.Settings))
        {
            for (var minute = 23; minute <= 46; minute++) await NotifyAsync(server, device, minute);
            await Eventually.EqualAsync(3, async () => (await server.StoredAsync()).Length);
        }

        // Three Wh a minute taken, one given, on the minute: whole quarters, measured.
        Assert.Equal(
            [("10:00", 0.045m, 0.015m), ("10:15", 0.045m, 0.015m), ("10:30", 0.045m, 0.015m)],
            (await SortedAsync(server)).Select(r => (
                r.Start.InUtc().ToString("HH:mm", null), r.Withdrawn!.Value.KilowattHours, r.Injected!.Value.KilowattHours)));
        Assert.All(await server.StoredAsync(), r => Assert.Equal(
            (Quality.Measured, MeterRole.Exchange, "IT999E00000001"), (r.Quality, r.Meter, r.Pod.Code)));
    }

    [Fact]
    public async Task A_device_publishes_below_its_own_prefix_and_below_no_other()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock, mqtt: Broker.Settings);
        var password = await Broker.GrantAsync(server, Device);
        string[] tails = ["status/em1data:0", "events/rpc", "chain2/cf1/payload"];
        foreach (var tail in tails)
        {
            await using var own = await Broker.ConnectAsync(server, Device, password);
            await own.PublishAsync($"cer/{server.Code}/du/{Device}/{tail}", "{}"u8.ToArray(), MqttQos.AtLeastOnce, false, Cancellation);
            await using var other = await Broker.ConnectAsync(server, Device, password);
            await Assert.ThrowsAsync<MqttRefused>(() => other.PublishAsync(
                $"cer/{server.Code}/du/c2g-0A1B2C3D5/{tail}", "{}"u8.ToArray(), MqttQos.AtLeastOnce, false, Cancellation));
        }

        // Each was heard, and refused with its reason.
        await Eventually.EqualAsync(3L, () => server.AskAsync<long>(
            "select count(distinct refusal) from core.ingest where community_id = $1 and device = 'c2g-0A1B2C3D4'"));
    }

    [Fact]
    public async Task A_frame_that_a_bridge_passes_on_becomes_a_reading_once_however_often_the_broker_gives_it()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock, mqtt: Broker.Settings);
        var password = await Broker.GrantAsync(server, Device);
        await using var bridge = await Broker.ConnectAsync(server, Device, password);
        var frame = System.Text.Json.Nodes.JsonNode.Parse(TestServer.File("chain2gate/cf1-quarter-consumer.reconstructed.json"))!;
        var payload = Encoding.UTF8.GetBytes(frame["Chain2Data"]!["Payload"]!.ToJsonString());
        for (var i = 0; i < 2; i++)
        {
            await bridge.PublishAsync(
                $"cer/{server.Code}/du/{Device}/chain2/cf1/payload", payload, MqttQos.AtLeastOnce, retain: true, Cancellation);
        }

        await Eventually.EqualAsync(2, async () => (await server.StoredAsync()).Length);
        Assert.Equal([0.176m, 0.187m], (await SortedAsync(server)).Select(r => r.Withdrawn!.Value.KilowattHours));
        Assert.Equal(1, await server.AskAsync<int>("select max(revision) from core.reading where community_id = $1"));
        // Kept by the broker it would come to every test after this one.
        await bridge.PublishAsync(
            $"cer/{server.Code}/du/{Device}/chain2/cf1/payload", Array.Empty<byte>(), MqttQos.AtLeastOnce, retain: true, Cancellation);
    }

    [Fact]
    public async Task A_status_without_a_time_counts_when_it_came()
    {
        var clock = new Stored.MovingClock(Ten.ToDateTimeOffset());
        await using var server = await TestServer.StartAsync(postgres, Clock, time: clock);
        for (var minute = 0; minute <= 15; minute++)
        {
            if (minute > 0) clock.Move(TimeSpan.FromMinutes(1));
            await server.Topics.RunAsync([Status(server, "em1data:0", 6_000 + (3 * minute))], Cancellation);
        }

        Assert.Equal(0.045m, Assert.Single(await server.StoredAsync()).Withdrawn!.Value.KilowattHours);
    }

    [Fact]
    public async Task What_the_broker_kept_has_no_time_and_counts_for_nothing()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        await server.Topics.RunAsync([Status(server, "em1data:0", 6_000) with { IsRetained = true }], Cancellation);
        Assert.Equal(0L, await VersionAsync(server));
    }

    [Fact]
    public async Task A_status_that_the_broker_held_while_the_server_was_away_counts_for_nothing()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        var password = await Broker.GrantAsync(server, Device);
        await using var device = await Broker.ConnectAsync(server, Device, password);
        await using (var first = await server.NodeAsync(postgres, Clock, Broker.Settings))
        {
            await NotifyAsync(server, device, 0);
            await Eventually.EqualAsync(1L, () => VersionAsync(server));
        }

        var held = Status(server, "em1data:0", 7_000);
        await device.PublishAsync(held.Topic, held.Payload, MqttQos.AtLeastOnce, false, Cancellation);
        await using (var second = await server.NodeAsync(postgres, Clock, Broker.Settings))
        {
            await NotifyAsync(server, device, 1);
            await Eventually.EqualAsync(2L, () => VersionAsync(server));
        }

        Assert.Equal(0L, await server.AskAsync<long>(
            "select count(*) from core.ingest where community_id = $1 and warnings <> '{}'"));
    }

    [Fact]
    public void Two_clamps_of_one_device_for_one_meter_are_refused() => Assert.Equal(
        [
            "shellies[2].meter: found a second clamp of the device for M1, expected another meter: "
                + "two are not added up, and only the first would count.",
            "shellies[1].meter: found none of a clamp that is not the first, expected M1 or M2, another one than the first clamp's.",
            "",
        ],
        new[]
        {
            ShellySettings.ProblemOf([new("c", "x", "em1data:0"), new("c", "x", "em1data:1", "M1")]) ?? "",
            ShellySettings.ProblemOf([new("c", "x", "em1data:1")]) ?? "",
            ShellySettings.ProblemOf([new("c", "x", "em1data:0"), new("c", "x", "em1data:1", "M2"), new("c", "y", "em1data:0")]) ?? "",
        });

    [Fact]
    public async Task A_clamp_counts_as_the_settings_say_and_a_second_one_only_then()
    {
        await using var server = await TestServer.StartAsync(
            postgres, Clock, shellies: [$"-{Device} em1data:0 M1", $"{Device} em1data:1 M2"]);
        foreach (var (second, total) in new[] { (0, 1000), (900, 1100) })
        {
            await CountAsync(server, second, "em1data:0", total, 2 * total);
            await CountAsync(server, second, "em1data:1", 3 * total, 0);
            await CountAsync(server, second, "em1data:2", 4 * total, 0);
        }

        var stored = (await server.StoredAsync()).ToDictionary(r => r.Meter);
        Assert.Equal(
            (0.2m, 0.1m, 0.3m, 2),
            (
                stored[MeterRole.Exchange].Withdrawn!.Value.KilowattHours,
                stored[MeterRole.Exchange].Injected!.Value.KilowattHours,
                stored[MeterRole.Production].Produced!.Value.KilowattHours,
                stored.Count));
    }

    [Fact]
    public async Task Between_two_minutes_the_value_is_estimated_and_says_so()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        foreach (var (second, total) in new[] { (-30, 1000), (30, 1020), (870, 1100), (930, 1120) })
            await CountAsync(server, second, "em1data:0", total, 0);
        var reading = Assert.Single(await server.StoredAsync());
        Assert.Equal((0.1m, Quality.Estimated), (reading.Withdrawn!.Value.KilowattHours, reading.Quality));
    }

    [Fact]
    public async Task Lost_minutes_are_told_with_their_sum_and_a_counter_that_began_anew_is_told_too()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        foreach (var (second, total) in new[] { (0, 500_000), (900, 500_100), (2700, 500_400), (3000, 5), (3060, 10) })
            await CountAsync(server, second, "em1data:0", total, null);
        Assert.Equal(0.1m, Assert.Single(await server.StoredAsync()).Withdrawn!.Value.KilowattHours);
        Assert.Equal(
            "with the clamp's arrow: found 0.300 kWh from 2026-01-14T10:15:00Z to 2026-01-14T10:45:00Z, expected a sample at each "
            + "quarter: the sum is known, its split is not, and nothing is put in its place",
            await server.AskAsync<string>($"{Warning} limit 1"));
        Assert.Contains(
            "found a counter that began anew",
            await server.AskAsync<string>($"{Warning} desc limit 1"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clamp_never_takes_the_place_of_what_a_meter_told()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        var told = new Reading
        {
            Pod = TestServer.Pod("IT999E00000001"),
            Start = Ten,
            Minutes = 15,
            Withdrawn = Domain.Energy.FromKilowattHours(0.5m),
        };
        await server.Readings.AppendAsync(server.Community, IntakeSource.Mqtt, [told], Cancellation);
        foreach (var (second, total) in new[] { (0, 1000), (900, 1100), (1800, 1200) })
            await CountAsync(server, second, "em1data:0", total, 0);
        Assert.Equal([0.5m, 0.1m], (await SortedAsync(server)).Select(r => r.Withdrawn!.Value.KilowattHours));
    }

    [Theory]
    [InlineData("noise", "not JSON")]
    [InlineData(
        """{"method":"NotifyStatus","params":{"ts":4000000000,"em1data:0":{"total_act_energy":1}}}""",
        "ts: found a time that cannot be")]
    [InlineData("""{"method":"NotifyStatus","params":{"em1data:0":{"total_act_energy":1}}}""", "params.ts: found none")]
    public async Task What_cannot_be_is_kept_with_its_reason_and_blocks_nothing(string text, string sentence)
    {
        await using var server = await TestServer.StartAsync(postgres, Clock);
        var topic = $"cer/{server.Code}/du/{Device}/events/rpc";
        var answers = await server.Topics.RunAsync(
            [new(topic, Encoding.UTF8.GetBytes(text)), new(topic, Notification(Ten, "em1data:0", 1, 1))], Cancellation);
        Assert.Contains(sentence, Assert.IsType<IntakeAnswer.Refused>(answers[0]).Reason, StringComparison.Ordinal);
        Assert.IsType<IntakeAnswer.Taken>(answers[1]);
        Assert.Equal(text, Encoding.UTF8.GetString(await server.AskAsync<byte[]>("select raw from core.ingest where community_id = $1")));
    }

    [Theory]
    [InlineData("", "x", "em1data:0", null, "shellies[1].community: found none")]
    [InlineData("c", "", "em1data:0", null, "shellies[1].device: found none")]
    [InlineData("c", "x", "em1:0", null, "shellies[1].component: found another form")]
    [InlineData("c", "x", "em1data:0", "M3", "shellies[1].meter: found another word")]
    public void A_wrong_field_of_the_settings_is_told_with_its_place(
        string community, string device, string component, string? meter, string sentence) => Assert.StartsWith(
        sentence, ShellySettings.ProblemOf([new(community, device, component, meter)]), StringComparison.Ordinal);

    private static Task<IReadOnlyList<IntakeAnswer>> CountAsync(
        TestServer server, int second, string component, int forward, int? backward) =>
        server.Topics.RunAsync(
            [new(
                $"cer/{server.Code}/du/{Device}/events/rpc",
                Notification(Ten + Duration.FromSeconds(second), component, forward, backward))],
            Cancellation);

    private static Task NotifyAsync(TestServer server, MqttClient device, int minute) => device.PublishAsync(
        $"cer/{server.Code}/du/{Device}/events/rpc",
        Notification(Ten + Duration.FromMinutes(minute), "em1data:0", 6_000 + (3 * minute), 2_000 + minute),
        MqttQos.AtLeastOnce, false, Cancellation);

    private static TopicMessage Status(TestServer server, string component, int total) => new(
        $"cer/{server.Code}/du/{Device}/status/{component}",
        Encoding.UTF8.GetBytes($"{{\"id\":0,\"total_act_energy\":{total},\"total_act_ret_energy\":0.0}}"));

    private static byte[] Notification(Instant at, string component, int forward, int? backward) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"src\":\"shellyproem50-000000000000\",\"method\":\"NotifyStatus\",\"params\":{{\"ts\":{at.ToUnixTimeSeconds()}.00,"
        + $"\"{component}\":{{\"id\":0,\"total_act_energy\":{forward}"
        + $"{(backward is { } given ? string.Create(CultureInfo.InvariantCulture, $",\"total_act_ret_energy\":{given}.00") : "")}}}}}}}"));

    private static Task<long> VersionAsync(TestServer server) => server.AskAsync<long>(
        "select coalesce(max(version), 0) from core.counter_state where community_id = $1");

    private static async Task<Reading[]> SortedAsync(TestServer server) =>
        [.. (await server.StoredAsync()).OrderBy(reading => reading.Start)];
}
