using Cer.Messaging.Mqtt;

namespace Cer.Host.Tests.Mqtt;

/// <summary>The sixteen bad inputs over MQTT: the same verdicts as over REST, and the next message gets through.</summary>
public class BadInputTests(PostgresFixture postgres, BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private const string Gateway = "gateway-1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, int, int, string> Verdicts =>
        Cer.Host.Tests.Gateway.BadInputTests.Verdicts;

    [Theory, MemberData(nameof(Verdicts))]
    public async Task A_bad_input_gets_the_verdict_it_gets_over_rest_and_does_not_block_the_next(
        string name, string clock, string code, int stored, int apart, string reason)
    {
        await using var server = await TestServer.StartAsync(postgres, clock, mqtt: fixture.Broker.Settings);
        var password = await fixture.Broker.GrantAsync(server, Gateway, "c2g-0A1B2C3D4", "c2g-0A1B2C3D5");
        await using var device = await fixture.Broker.ConnectAsync(server, Gateway, password);
        var topic = $"cer/{server.Code}/du/{Gateway}/urbandataset";
        var sent = TestServer.File($"bad/{name}.json");
        // Twice, and then one that is good and may not be held up.
        await device.PublishAsync(topic, sent, MqttQos.AtLeastOnce, false, Cancellation);
        await device.PublishAsync(topic, sent, MqttQos.AtLeastOnce, false, Cancellation);
        await device.PublishAsync(topic, "last"u8.ToArray(), MqttQos.AtLeastOnce, false, Cancellation);

        await Eventually.EqualAsync(1L, () => server.AskAsync<long>(
            "select count(*) from core.ingest where community_id = $1 and refusal is not null and raw = 'last'::bytea"));
        Assert.Equal(stored, (await server.StoredAsync()).Length);
        Assert.Equal(apart, await server.AskAsync<long>("select count(distinct line) from core.quarantine where community_id = $1"));
        const string Told = "from core.ingest where community_id = $1 and raw <> 'last'::bytea and source = 'mqtt'";
        Assert.Equal(sent, await server.AskAsync<byte[]>($"select raw {Told} limit 1"));
        Assert.Equal(code == "55", await server.AskAsync<bool>($"select bool_and(refusal is not null) {Told}"));
        // A repeated line is told to the sender, and there is none here to tell.
        if (reason.Contains("ignored", StringComparison.Ordinal)) return;
        // The words of the verdict, without those that only the answer over REST puts around them.
        var words = reason.Split(": ")[^1];
        Assert.Contains(
            words,
            await server.AskAsync<string>($"select string_agg(coalesce(refusal, '') || (findings #>> '{{}}'), ' ') {Told}"),
            StringComparison.Ordinal);
    }
}
