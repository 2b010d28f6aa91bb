using System.Net;
using System.Text;
using Cer.Host.Chain2;
using Cer.Host.Tests.Chain2;
using Cer.Host.Tests.Mqtt;
using Cer.Messaging.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cer.Host.Tests.Roads;

/// <summary>The same three days, of 96, 92 and 100 quarters, give the same readings by whichever road they come.</summary>
public class SameDayTests(PostgresFixture postgres, BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UrbanDatasets_pushed_to_the_gateway()
    {
        await using var server = await (await TestServer.StartAsync(postgres, ThreeDays.Clock)).LogInAsync();
        for (var day = 0; day < 3; day++)
        {
            var (status, answer) = await server.CallAsync("push", TestServer.Push(ThreeDays.Dataset(day)));
            Assert.Equal((HttpStatusCode.OK, "02", ""), (status, (string?)answer["code"], (string?)answer["detail"]));
        }

        await IsWholeAsync(server);
    }

    [Fact]
    public async Task UrbanDatasets_over_MQTT()
    {
        await using var server = await TestServer.StartAsync(postgres, ThreeDays.Clock, mqtt: fixture.Broker.Settings);
        await PublishAsync(server, "urbandataset", [.. Enumerable.Range(0, 3).Select(ThreeDays.Dataset)]);
        await IsWholeAsync(server);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/csv")]
    public async Task A_list_of_readings_posted(string type)
    {
        await using var server = await (await TestServer.StartAsync(postgres, ThreeDays.Clock)).LogInAsync();
        var list = type == "text/csv" ? ThreeDays.Csv() : ThreeDays.Json();
        var (status, answer) = await server.PostAsync("/api/readings", Encoding.UTF8.GetBytes(list), type);
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        await IsWholeAsync(server);
    }

    [Fact]
    public async Task Frames_of_a_Chain2Gate()
    {
        await using var server = await TestServer.StartAsync(postgres, ThreeDays.Clock);
        await using var gate = await FakeGate.StartAsync();
        using var collector = new Chain2Collector(
            [new("Municipio", gate.Address.ToString(), server.Code, ThreeDays.Device, ThreeDays.Point)],
            server.Communities, server.Chain2, TimeProvider.System, NullLogger<Chain2Collector>.Instance);
        await collector.StartAsync(Cancellation);
        await gate.PushAsync([.. ThreeDays.Frames()]);
        await IsWholeAsync(server);
        Assert.Equal(1, await server.AskAsync<int>("select max(revision) from core.reading where community_id = $1"));
        await collector.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Counters_of_a_Shelly_over_MQTT()
    {
        await using var server = await TestServer.StartAsync(postgres, ThreeDays.Clock, mqtt: fixture.Broker.Settings);
        await PublishAsync(server, "events/rpc", [.. ThreeDays.Notifications()]);
        await IsWholeAsync(server);
    }

    /// <summary>Through the real program: each file says that what came by the road before it is what it would bring.</summary>
    [Fact]
    public async Task Files_given_to_cer_import()
    {
        await using var town = await InstalledTown.MakeAsync();
        var definition = await town.WriteAsync("in/community.yaml", """
            name: Prova
            configuration: CER
            constituted_on: 2024-03-01
            members: [{id: comune, name: Comune, category: local_authority}]
            pods: [{pod: IT999E00000001, member: comune, from: 2024-03-01}]
            plants: []
            """);
        var devices = await town.WriteAsync("in/devices.csv", $"device,pod,meter,plant\n{ThreeDays.Device},{ThreeDays.Point},M1,\n");
        await ImportAsync(definition, devices);
        string[] messages =
        [
            .. await Task.WhenAll(Enumerable.Range(0, 3).Select(day => town.WriteAsync($"day{day}.json", ThreeDays.Dataset(day)))),
        ];
        var said = await ImportAsync(messages);
        Assert.Equal(
            "day0.json: 96 added, 0 unchanged, 0 corrected\nday1.json: 92 added, 0 unchanged, 0 corrected\n"
            + "day2.json: 100 added, 0 unchanged, 0 corrected\n", said);
        Assert.EndsWith(
            "readings.csv: 0 added, 288 unchanged, 0 corrected\n",
            await ImportAsync(await town.WriteAsync("readings.csv", ThreeDays.Csv())), StringComparison.Ordinal);
        foreach (var (name, text) in new[] { ("wide.csv", ThreeDays.Wide()), ("long.csv", ThreeDays.Long()), ("flow.xml", ThreeDays.Flow()) })
        {
            Assert.EndsWith(
                $"{name}: 0 new, 288 equal, 0 changed, as import {Array.IndexOf(["wide.csv", "long.csv", "flow.xml"], name) + 1}\n",
                await ImportAsync("--curves", await town.WriteAsync(name, text), "--direction", "withdrawn"),
                StringComparison.Ordinal);
        }

        async Task<string> ImportAsync(params string[] arguments)
        {
            var run = await town.RunAsync("import", ["--community", "prova", .. arguments]);
            Assert.True(run.Exit == 0, run.Output + run.Error);
            return run.Output;
        }
    }

    private static async Task IsWholeAsync(TestServer server)
    {
        await Eventually.EqualAsync(ThreeDays.Counts.Sum(), async () => (await server.StoredAsync()).Length, patience: 3);
        Assert.Equal(ThreeDays.Expected, ThreeDays.Bare(await server.StoredAsync()));
    }

    private async Task PublishAsync(TestServer server, string tail, IReadOnlyList<byte[]> messages)
    {
        var password = await fixture.Broker.GrantAsync(server, ThreeDays.Device);
        await using var device = await fixture.Broker.ConnectAsync(server, ThreeDays.Device, password);
        var topic = $"cer/{server.Code}/du/{ThreeDays.Device}/{tail}";
        foreach (var message in messages) await device.PublishAsync(topic, message, MqttQos.AtLeastOnce, false, Cancellation);
    }
}
