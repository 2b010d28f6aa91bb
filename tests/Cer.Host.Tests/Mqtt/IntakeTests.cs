using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Domain.Metering;
using Cer.Messaging.Mqtt;

namespace Cer.Host.Tests.Mqtt;

/// <summary>What becomes of messages that devices publish: the same as of those that are pushed over REST.</summary>
public class IntakeTests(PostgresFixture postgres, BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private const string Device = "c2g-0A1B2C3D4";
    private const string Clock = "2026-01-16T12:00:00+01:00";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestBroker Broker => fixture.Broker;

    [Fact]
    public async Task A_day_replayed_ten_times_changes_nothing()
    {
        await using var server = await TestServer.StartAsync(postgres, "2026-03-30T12:00:00+02:00", mqtt: Broker.Settings);
        var day = TestServer.File("samples/m1-dst-spring-92-quarters-fixed-offset.json");
        await PublishAsync(server, "gateway", [.. Enumerable.Repeat(day, 10)], DevicesOf(day));
        await DoneAsync(server);
        var stored = await server.StoredAsync();
        Assert.Equal(92, stored.Length);
        Assert.Equal(1, await server.AskAsync<int>("select max(revision) from core.reading where community_id = $1"));
        Assert.Equal(92L, await server.AskAsync<long>("select count(*) from core.reading where community_id = $1"));
    }

    [Fact]
    public async Task The_autumn_day_comes_over_mqtt_as_it_does_over_rest()
    {
        const string After = "2026-10-26T12:00:00+01:00";
        string[] parts = ["samples/m1-dst-autumn-part1-summer-offset.json", "samples/m1-dst-autumn-part2-winter-offset.json"];
        await using var pushed = await (await TestServer.StartAsync(postgres, After)).LogInAsync();
        foreach (var part in parts) await pushed.CallAsync("push", TestServer.Push(TestServer.File(part)));
        await using var published = await TestServer.StartAsync(postgres, After, mqtt: Broker.Settings);
        await PublishAsync(
            published, "gateway", [.. parts.Select(TestServer.File)], [.. parts.SelectMany(part => DevicesOf(TestServer.File(part)))]);
        await DoneAsync(published);
        Reading[] over = [.. (await published.StoredAsync()).OrderBy(reading => reading.Start)];
        Assert.Equal(100, over.Length);
        Assert.Equal((await pushed.StoredAsync()).OrderBy(reading => reading.Start), over);
    }

    [Fact]
    public async Task A_message_on_the_topic_of_another_device_is_refused_and_kept()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock, mqtt: Broker.Settings);
        var sent = Encoding.UTF8.GetBytes(TestServer.OneQuarter().ToJsonString());
        await PublishAsync(server, "c2g-0A1B2C3D5", [sent], []);
        await Eventually.EqualAsync(1L, () => server.AskAsync<long>(
            "select count(*) from core.ingest where community_id = $1 and device = 'c2g-0A1B2C3D5' and refusal is not null"));
        Assert.Contains(
            "expected a device of the topic",
            await server.AskAsync<string>("select refusal from core.ingest where community_id = $1"),
            StringComparison.Ordinal);
        Assert.Equal(sent, await server.AskAsync<byte[]>("select raw from core.ingest where community_id = $1"));
        Assert.Empty(await server.StoredAsync());
    }

    [Fact]
    public async Task A_message_too_large_to_read_is_kept_and_the_next_one_is_taken()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock, mqtt: Broker.Settings);
        await PublishAsync(server, Device, [new byte[(4 * 1024 * 1024) + 1], QuarterAt(0)], []);
        await Eventually.EqualAsync(1L, () => server.AskAsync<long>("select count(*) from core.reading where community_id = $1"));
        Assert.Equal(
            (4L * 1024 * 1024) + 1,
            await server.AskAsync<long>("select raw_length from core.ingest where community_id = $1 and refusal is not null"));
    }

    [Fact]
    public async Task A_message_for_no_community_is_kept_apart_and_blocks_nothing()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock, mqtt: Broker.Settings);
        var topic = $"cer/{server.Code}/du/{Device}/urbandataset";
        // As a broker of the town's own might let through.
        var answers = await server.Topics.RunAsync(
            [new($"cer/{server.Code}x/du/{Device}/urbandataset", "{}"u8.ToArray()),
                new("elsewhere", "{}"u8.ToArray()), new(topic, QuarterAt(0))],
            Cancellation);
        Assert.IsType<Operations.Intake.IntakeAnswer.Refused>(answers[0]);
        Assert.IsType<Operations.Intake.IntakeAnswer.Refused>(answers[1]);
        Assert.IsType<Operations.Intake.IntakeAnswer.Taken>(answers[2]);
        Assert.Equal(1L, await server.AskAsync<long>(
            $"select count(*) from core.stray_message where topic like '%{server.Code}x%' and $1 > 0"));
    }

    [Fact]
    public async Task Of_two_nodes_one_dies_with_messages_in_hand_and_nothing_is_lost_or_doubled()
    {
        const int Quarters = 90;
        const string After = "2026-01-16T12:00:00+01:00";
        // A broker of its own: a node that is away keeps its part, and so would those of other tests.
        await using var broker = await TestBroker.StartAsync(postgres);
        await using var server = await TestServer.StartAsync(postgres, After);
        await using var first = await server.NodeAsync(postgres, After, broker.Node(1));
        var dying = await server.NodeAsync(
            postgres, After, broker.Node(2), new StuckIntake(new Storage.IntakeStore(postgres.Database.App)));
        await PublishAsync(server, Device, [.. Enumerable.Range(0, Quarters).Select(QuarterAt)], [], broker);
        // The living one has stored its part, and the other holds the rest, unacknowledged.
        var before = await Eventually.AtRestAsync(1, async () => (await server.StoredAsync()).Length);
        Assert.InRange(before, 1, Quarters - 1);
        await dying.DisposeAsync();

        await using var back = await server.NodeAsync(postgres, After, broker.Node(2));
        await Eventually.EqualAsync(Quarters, async () => (await server.StoredAsync()).Length);
        Assert.Equal((long)Quarters, await server.AskAsync<long>("select count(*) from core.reading where community_id = $1"));
    }

    [Fact]
    public async Task What_a_killed_broker_lost_shows_as_a_gap_and_a_push_fills_it()
    {
        const string Noon = "2026-01-15T12:00:00+01:00";
        await using var broker = await TestBroker.StartAsync(postgres, forgets: true);
        await using var server = await (await TestServer.StartAsync(postgres, Noon)).LogInAsync();
        var password = await broker.GrantAsync(server, Device);
        await using (var node = await server.NodeAsync(postgres, Noon, broker.Settings))
        {
            await SendAsync(broker, server, password, 0);
            await Eventually.EqualAsync(1, async () => (await server.StoredAsync()).Length);
        }

        // Nobody is there to take these, and the broker has not written them down when it is killed.
        for (var quarter = 1; quarter <= 8; quarter++) await SendAsync(broker, server, password, quarter);
        await broker.KillAsync();
        await broker.StartAsync();
        await using (var node = await server.NodeAsync(postgres, Noon, broker.Settings))
        {
            for (var quarter = 9; quarter < 40; quarter++) await SendAsync(broker, server, password, quarter);
            await Eventually.EqualAsync(true, async () => (await server.StoredAsync()).Any(reading => reading.Start == Start(39)));
        }

        Assert.Equal(8, await MissingAsync(server, 40));
        for (var quarter = 1; quarter <= 8; quarter++)
        {
            var (status, _) = await server.CallAsync("push", TestServer.Push(QuarterAt(quarter)));
            Assert.Equal(HttpStatusCode.OK, status);
        }

        Assert.Equal(0, await MissingAsync(server, 40));
    }

    private static NodaTime.Instant Start(int quarter) =>
        NodaTime.Instant.FromUtc(2026, 1, 14, 23, 0) + NodaTime.Duration.FromMinutes(15 * quarter);

    /// <summary>How many of the first quarters the search says are missing; it looks to an hour before noon.</summary>
    private static async Task<int> MissingAsync(TestServer server, int quarters)
    {
        Assert.InRange(quarters, 1, 44);
        // The community's other points were never heard.
        var point = await server.AskAsync<int>("select id from core.pod where community_id = $1 and code = 'IT999E00000001'");
        return (await server.Gaps.SearchAsync(server.Community, Cancellation)).Where(gap => gap.Point == point)
            .Sum(gap => gap.Missing) - (44 - quarters);
    }

    private static async Task SendAsync(TestBroker broker, TestServer server, string password, int quarter)
    {
        await using var device = await broker.ConnectAsync(server, Device, password);
        await device.PublishAsync(
            $"cer/{server.Code}/du/{Device}/urbandataset", QuarterAt(quarter), MqttQos.AtLeastOnce, false, Cancellation);
    }

    /// <summary>A quarter of 15 January 2026, counted from midnight, and a total that grows along.</summary>
    private static byte[] QuarterAt(int quarter)
    {
        var text = TestServer.OneQuarter();
        var line = text["UrbanDataset"]!["values"]!["line"]![0]!;
        var start = new NodaTime.LocalDateTime(2026, 1, 15, 0, 0).PlusMinutes(15 * quarter);
        string Told(NodaTime.LocalDateTime time) => NodaTime.Text.LocalDateTimePattern.GeneralIso.Format(time);
        line["period"]!["start_ts"] = Told(start);
        line["period"]!["end_ts"] = Told(start.PlusMinutes(15));
        if (line["timestamp"] is not null) line["timestamp"] = Told(start.PlusMinutes(15));
        text["UrbanDataset"]!["context"]!["timestamp"] = Told(start.PlusMinutes(15));
        var properties = line["property"]!.AsArray();
        foreach (var total in properties.Where(
            property => ((string)property!["name"]!).EndsWith("Reading", StringComparison.Ordinal)).ToList())
            properties.Remove(total);
        return Encoding.UTF8.GetBytes(text.ToJsonString());
    }

    private static string[] DevicesOf(byte[] message) =>
    [
        .. JsonNode.Parse(message)!["UrbanDataset"]!["values"]!["line"]!.AsArray()
            .SelectMany(line => line!["property"]!.AsArray())
            .Where(property => (string?)property!["name"] == "UserDeviceID")
            .Select(property => (string)property!["val"]!)
            .Distinct(),
    ];

    private async Task PublishAsync(
        TestServer server, string account, byte[][] messages, string[] devices, TestBroker? at = null)
    {
        var broker = at ?? Broker;
        var password = await broker.GrantAsync(server, account, [.. devices.Distinct()]);
        await using var device = await broker.ConnectAsync(server, account, password);
        foreach (var message in messages)
            await device.PublishAsync($"cer/{server.Code}/du/{account}/urbandataset", message, MqttQos.AtLeastOnce, false, Cancellation);
    }

    /// <summary>Waits until everything before this has been taken: one more message, refused, that is the last.</summary>
    private async Task DoneAsync(TestServer server)
    {
        await PublishAsync(server, "last", ["last"u8.ToArray()], []);
        await Eventually.EqualAsync(1L, () => server.AskAsync<long>(
            "select count(*) from core.ingest where community_id = $1 and device = 'last'"));
    }
}
