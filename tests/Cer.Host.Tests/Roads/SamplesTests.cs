using Cer.Domain.Metering;
using Cer.Host.Import;
using Cer.Host.Tests.Mqtt;
using Cer.Messaging.Mqtt;
using Cer.Operations.Intake;

namespace Cer.Host.Tests.Roads;

/// <summary>Every published sample and every bad input, on each of the roads that carry UrbanDatasets.</summary>
/// <remarks>The bad inputs over REST and MQTT, and what each answer says, are in the tests of those doors.</remarks>
public class SamplesTests(PostgresFixture postgres, BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private const string After = "2026-12-01T12:00:00+01:00";
    private const string Xml = "55";

    private static readonly string[] Devices = ["c2g-0A1B2C3D4", "c2g-0A1B2C3D5", "alfa-AA00BB11CC22", "du-m2-000042"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Good => new()
    {
        { "m1-one-device-one-quarter", 1 },
        { "m1-minimal-no-property-definitions", 1 },
        { "m1-watt-hour-units", 1 },
        { "m1-three-devices-one-hour", 12 },
        { "m2-producer-one-hour", 4 },
        { "m1-dst-spring-92-quarters-fixed-offset", 92 },
        { "m1-dst-autumn-100-quarters-fixed-offset", 100 },
        { "m1-dst-autumn-part1-summer-offset", 12 },
        { "m1-dst-autumn-part2-winter-offset", 88 },
        { "timezone-spelling-offset", 1 },
        { "timezone-spelling-utc-plus-0100", 1 },
        { "timezone-spelling-utc-plus-1", 1 },
    };

    public static TheoryData<string, string, string, int, int, string> Bad => Gateway.BadInputTests.Verdicts;

    [Theory, MemberData(nameof(Good))]
    public async Task A_good_sample_gives_the_same_readings_by_the_gateway_the_broker_and_a_file(string name, int lines)
    {
        var dataset = TestServer.File($"samples/{name}.json");
        await using var pushed = await (await TestServer.StartAsync(postgres, After, wide: true)).LogInAsync();
        var resource = name.StartsWith("m2", StringComparison.Ordinal)
            ? TestServer.Resource.Replace("M1Electric", "M2Electric", StringComparison.Ordinal)
            : TestServer.Resource;
        var (_, answer) = await pushed.CallAsync("push", TestServer.Push(dataset, resource));
        Assert.Equal(("02", ""), ((string?)answer["code"], (string?)answer["detail"]));

        await using var published = await TestServer.StartAsync(postgres, After, wide: true, mqtt: fixture.Broker.Settings);
        await PublishAsync(published, dataset);
        await using var imported = await TestServer.StartAsync(postgres, After, wide: true);
        Assert.Equal(ExitCodes.Done, await ImportAsync(imported, dataset));

        await Eventually.EqualAsync(lines, async () => (await published.StoredAsync()).Length);
        var expected = await SortedAsync(pushed);
        Assert.Equal(lines, expected.Length);
        Assert.Equal(expected, await SortedAsync(published));
        Assert.Equal(expected, await SortedAsync(imported));
        foreach (var server in new[] { pushed, published, imported })
        {
            Assert.Equal(0L, await server.AskAsync<long>(
                "select count(*) from core.ingest where community_id = $1 and (refusal is not null or findings <> '[]')"));
        }
    }

    [Fact]
    public async Task A_whole_push_is_taken_by_the_gateway_and_from_a_file()
    {
        var push = TestServer.File("samples/push-request.json");
        await using var pushed = await (await TestServer.StartAsync(postgres, After)).LogInAsync();
        Assert.Equal("02", (string?)(await pushed.CallAsync("push", push)).Answer["code"]);
        await using var imported = await TestServer.StartAsync(postgres, After);
        Assert.Equal(ExitCodes.Done, await ImportAsync(imported, push));
        Assert.Equal(await pushed.StoredAsync(), await imported.StoredAsync());
        Assert.Single(await imported.StoredAsync());
    }

    [Fact]
    public async Task The_XML_form_which_nobody_has_confirmed_is_refused_on_each_road()
    {
        var xml = TestServer.File("samples/m1-xml-form-unverified.xml");
        await using var pushed = await (await TestServer.StartAsync(postgres, After)).LogInAsync();
        Assert.Equal(Xml, (string?)(await pushed.CallAsync("push", TestServer.Push(xml))).Answer["code"]);
        await using var published = await TestServer.StartAsync(postgres, After, mqtt: fixture.Broker.Settings);
        await PublishAsync(published, xml);
        await using var imported = await TestServer.StartAsync(postgres, After);
        Assert.Equal(ExitCodes.WrongInput, await ImportAsync(imported, xml));
        foreach (var server in new[] { pushed, published, imported })
        {
            await Eventually.EqualAsync(1L, () => server.AskAsync<long>(
                "select count(*) from core.ingest where community_id = $1 and refusal like '%not JSON%' and raw is not null"));
            Assert.Empty(await server.StoredAsync());
        }
    }

    [Theory, MemberData(nameof(Bad))]
    public async Task A_bad_input_in_a_file_gets_the_verdict_that_it_gets_over_rest(
        string name, string clock, string code, int stored, int apart, string reason)
    {
        await using var server = await TestServer.StartAsync(postgres, clock);
        var bytes = TestServer.File($"bad/{name}.json");
        // Nothing can be used, some of it can, or all of it.
        var expected = code == "55" ? ExitCodes.WrongInput
            : name.StartsWith("14", StringComparison.Ordinal) ? ExitCodes.Done : ExitCodes.NotFinal;
        Assert.Equal(expected, await ImportAsync(server, bytes));
        Assert.Equal(stored, (await server.StoredAsync()).Length);
        Assert.Equal(apart, await server.AskAsync<long>("select count(*) from core.quarantine where community_id = $1"));
        Assert.Equal(bytes, await server.AskAsync<byte[]>("select raw from core.ingest where community_id = $1"));
        if (reason.Contains("ignored", StringComparison.Ordinal)) return;
        Assert.Contains(
            reason.Split(": ")[^1],
            await server.AskAsync<string>("select coalesce(refusal, '') || (findings #>> '{}') from core.ingest where community_id = $1"),
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Bad))]
    public async Task A_bad_UrbanDataset_is_no_list_of_readings_and_no_frame_and_is_refused_there_with_a_sentence(
        string name, string clock, string code, int stored, int apart, string reason)
    {
        Assert.True(code.Length + reason.Length > 0 && stored + apart >= 0);
        var bytes = TestServer.File($"bad/{name}.json");
        await using var server = await (await TestServer.StartAsync(postgres, clock)).LogInAsync();
        foreach (var type in new[] { "application/json", "text/csv" })
        {
            var (status, answer) = await server.PostAsync("/api/readings", bytes, type);
            Assert.InRange((int)status, 400, 422);
            Assert.Contains("found", answer.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        }

        var frame = await server.Chain2.RunAsync(
            new() { Community = server.Community, Source = IntakeSource.Chain2Gate, Device = Devices[0], Raw = bytes }, Cancellation);
        Assert.Contains("expected", Assert.IsType<IntakeAnswer.Refused>(frame).Reason, StringComparison.Ordinal);
        Assert.Empty(await server.StoredAsync());
    }

    private static async Task<int> ImportAsync(TestServer server, byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, bytes, Cancellation);
            await using var import = new MessageImport(server.Services);
            return await import.TakeAsync(server.Community, [new(ImportKind.Message, path)], Cancellation);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task PublishAsync(TestServer server, byte[] message)
    {
        var password = await fixture.Broker.GrantAsync(server, "gateway", Devices);
        await using var device = await fixture.Broker.ConnectAsync(server, "gateway", password);
        await device.PublishAsync($"cer/{server.Code}/du/gateway/urbandataset", message, MqttQos.AtLeastOnce, false, Cancellation);
    }

    private static async Task<Reading[]> SortedAsync(TestServer server) =>
        [.. (await server.StoredAsync()).OrderBy(reading => (reading.Pod.Code, reading.Start))];
}
