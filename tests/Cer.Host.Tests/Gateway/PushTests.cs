using System.Net;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Metering;

namespace Cer.Host.Tests.Gateway;

/// <summary>What becomes of messages that are pushed.</summary>
public class PushTests(PostgresFixture postgres)
{
    private const string Later = "2026-12-31T00:00:00Z";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_message_is_stored_and_answered_with_every_member()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var (status, answer) = await server.CallAsync("push", TestServer.File("samples/push-request.json"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(TestServer.File("gateway/push-response-ok.json")), answer));
        var reading = Assert.Single(await server.StoredAsync());
        Assert.Equal(Energy.FromKilowattHours(0.187m), reading.Withdrawn);
        Assert.Equal(Energy.FromKilowattHours(12345.678m), reading.WithdrawnTotal);
    }

    [Fact]
    public async Task The_same_message_again_changes_nothing_and_is_told_to_exist()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var push = TestServer.File("samples/push-request.json");
        await server.CallAsync("push", push);
        var (status, answer) = await server.CallAsync("push", push);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(TestServer.File("gateway/push-response-duplicate.code-is-ours.json")), answer));
        Assert.Equal(1, await server.AskAsync<long>("select count(*) from core.reading where community_id = $1"));
    }

    [Fact]
    public async Task A_correction_in_a_later_message_is_a_revision()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var message = TestServer.OneQuarter();
        await server.PushAsync(message);
        message["UrbanDataset"]!["context"]!["timestamp"] = "2026-01-14T10:40:00";
        Property(message, "WithdrawnActiveEnergy")["val"] = "0.188";
        Assert.Equal("02", (string?)(await server.PushAsync(message)).Answer["code"]);
        Assert.Equal(Energy.FromKilowattHours(0.188m), Assert.Single(await server.StoredAsync()).Withdrawn);
        Assert.Equal(2, await server.AskAsync<int>("select max(revision) from core.reading where community_id = $1"));
    }

    [Fact]
    public async Task A_quarter_sent_again_in_a_later_message_changes_nothing()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var message = TestServer.OneQuarter();
        await server.PushAsync(message);
        message["UrbanDataset"]!["context"]!["timestamp"] = "2026-01-14T10:40:00";
        Assert.Equal("02", (string?)(await server.PushAsync(message)).Answer["code"]);
        Assert.Equal(1, await server.AskAsync<long>("select count(*) from core.reading where community_id = $1"));
    }

    [Theory]
    [InlineData("SCP-1_OtherCloud-7_M1ElectricUserDevice-2.0_20260101000000")]
    [InlineData("SCP-1_ChainTwoCloud-8_M1ElectricUserDevice-2.0_20260101000000")]
    public async Task A_resource_of_another_solution_is_a_403_and_stores_nothing(string resource)
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var (status, answer) = await server.PushAsync(TestServer.OneQuarter(), resource);
        Assert.Equal((HttpStatusCode.Forbidden, "54"), (status, (string?)answer["code"]));
        Assert.Empty(await server.StoredAsync());
    }

    [Fact]
    public async Task An_account_with_a_list_of_resources_may_use_those_and_no_other()
    {
        await using var server = await TestServer.StartAsync(postgres);
        await server.Accounts.SaveAsync(
            server.Account with { Resources = [TestServer.Resource + "_roof"] }, Cancellation);
        await server.LogInAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await server.PushAsync(TestServer.OneQuarter())).Status);
        var (status, answer) = await server.PushAsync(TestServer.OneQuarter(), TestServer.Resource + "_roof");
        Assert.Equal((HttpStatusCode.OK, "02"), (status, (string?)answer["code"]));
    }

    [Theory]
    [InlineData("SCP-1_ChainTwoCloud-7_M2ElectricUserDevice-2.0_20260101000000", "dataset part")]
    [InlineData("nonsense", "form")]
    public async Task A_resource_that_does_not_fit_the_message_is_refused_content(string resource, string why)
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var (status, answer) = await server.PushAsync(TestServer.OneQuarter(), resource);
        Assert.True((HttpStatusCode.OK, "55") == (status, (string?)answer["code"]), why);
        Assert.Empty(await server.StoredAsync());
    }

    [Fact]
    public async Task The_autumn_day_in_one_message_or_in_two_is_stored_alike()
    {
        await using var one = await (await TestServer.StartAsync(postgres, Later)).LogInAsync();
        await using var two = await (await TestServer.StartAsync(postgres, Later)).LogInAsync();
        await Push(one, "samples/m1-dst-autumn-100-quarters-fixed-offset.json");
        await Push(two, "samples/m1-dst-autumn-part1-summer-offset.json");
        await Push(two, "samples/m1-dst-autumn-part2-winter-offset.json");
        var stored = await one.StoredAsync();
        Assert.Equal(100, stored.Length);
        Assert.Equal(stored, await two.StoredAsync());
        foreach (var server in new[] { one, two })
            Assert.Equal(0,
                await server.AskAsync<long>("select count(*) from core.ingest where community_id = $1 and findings <> '[]'"));
    }

    [Fact]
    public async Task Production_and_exchange_are_stored_apart()
    {
        await using var server = await (await TestServer.StartAsync(postgres, Later, wide: true)).LogInAsync();
        await Push(server, "samples/m1-three-devices-one-hour.json");
        await Push(
            server,
            "samples/m2-producer-one-hour.json",
            "SCP-1_ChainTwoCloud-7_M2ElectricUserDevice-2.0_20260101000000");
        var stored = await server.StoredAsync();
        Assert.Equal(12, stored.Count(reading => reading.Meter == MeterRole.Exchange));
        Assert.Equal(4, stored.Count(reading => reading.Meter == MeterRole.Production));
        Assert.All(
            stored.Where(reading => reading.Meter == MeterRole.Production),
            reading => Assert.True(reading is { Injected: null, Withdrawn: null, Produced: not null }));
    }

    [Fact]
    public async Task Messages_that_arrive_together_are_all_stored_and_each_once()
    {
        await using var server = await (await TestServer.StartAsync(postgres, Later)).LogInAsync();
        var start = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Unspecified);
        var answers = await Task.WhenAll(Enumerable.Range(0, 192).Select(async i =>
        {
            var message = TestServer.OneQuarter();
            var at = start.AddMinutes(15 * (i / 2));
            message["UrbanDataset"]!["context"]!["timestamp"] = $"{at:yyyy-MM-ddTHH:mm:ss}";
            message["UrbanDataset"]!["values"]!["line"]![0]!["period"] = new JsonObject
            {
                ["start_ts"] = $"{at.AddMinutes(-15):yyyy-MM-ddTHH:mm:ss}",
                ["end_ts"] = $"{at:yyyy-MM-ddTHH:mm:ss}",
            };
            Property(message, "WithdrawnActiveEnergyReading")["val"] = " ";
            Property(message, "FeedInActiveEnergyReading")["val"] = " ";
            // 59: the store was not to be had, as when all its connections are taken. A device says it again.
            while (true)
                if ((string)(await server.PushAsync(message)).Answer["code"]! is not "59" and var code) return code;
        }));
        Assert.Equal(
            [("02", 96), ("50", 96)],
            answers.GroupBy(code => code, StringComparer.Ordinal).Select(same => (same.Key, same.Count())).Order());
        Assert.Equal(96, (await server.StoredAsync()).Length);
        Assert.Equal(96, await server.AskAsync<long>("select count(*) from core.ingest where community_id = $1"));
    }

    [Fact]
    public async Task A_total_is_compared_with_the_one_that_was_stored_before()
    {
        await using var server = await (await TestServer.StartAsync(postgres, Later)).LogInAsync();
        await Push(server, "samples/m1-one-device-one-quarter.json");
        var message = TestServer.OneQuarter();
        message["UrbanDataset"]!["context"]!["timestamp"] = "2026-01-14T10:30:21";
        message["UrbanDataset"]!["values"]!["line"]![0]!["period"] = new JsonObject
        {
            ["start_ts"] = "2026-01-14T10:15:00",
            ["end_ts"] = "2026-01-14T10:30:00",
        };
        Property(message, "WithdrawnActiveEnergyReading")["val"] = "1.000";
        var (_, answer) = await server.PushAsync(message);
        Assert.Equal("56", (string?)answer["code"]);
        Assert.Contains("possibly a new meter", (string?)answer["detail"], StringComparison.Ordinal);
        Assert.Single(await server.StoredAsync());
        Assert.Single(await server.Intake.QuarantinedAsync(server.Community, 10, Cancellation));
    }

    [Fact]
    public async Task A_message_refused_whole_may_come_again_mended_under_its_name()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var message = TestServer.OneQuarter();
        Property(message, "WithdrawnActiveEnergy")["val"] = "0,187";
        Assert.Equal("55", (string?)(await server.PushAsync(message)).Answer["code"]);
        Property(message, "WithdrawnActiveEnergy")["val"] = "0.187";
        Assert.Equal("02", (string?)(await server.PushAsync(message)).Answer["code"]);
    }

    private static JsonNode Property(JsonNode message, string name) => message["UrbanDataset"]!["values"]!["line"]![0]!
        ["property"]!.AsArray().First(property => (string?)property!["name"] == name)!;

    private static async Task Push(TestServer server, string file, string resource = TestServer.Resource)
    {
        var (status, answer) = await server.CallAsync("push", TestServer.Push(TestServer.File(file), resource));
        Assert.Equal((HttpStatusCode.OK, "02", ""), (status, (string?)answer["code"], (string?)answer["detail"]));
    }
}
