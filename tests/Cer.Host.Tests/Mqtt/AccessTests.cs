using Cer.Messaging.Mqtt;

namespace Cer.Host.Tests.Mqtt;

/// <summary>What the broker itself lets through: each device to its own topic, with its own password.</summary>
public class AccessTests(PostgresFixture postgres, BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    private const string Device = "c2g-0A1B2C3D4";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestBroker Broker => fixture.Broker;

    [Fact]
    public async Task A_wrong_password_an_unknown_name_and_no_name_are_refused()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var password = await Broker.GrantAsync(server, Device);
        await (await Broker.ConnectAsync(server, Device, password)).DisposeAsync();
        await Assert.ThrowsAsync<MqttRefused>(() => Broker.ConnectAsync($"{server.Code}.{Device}", "wrong"));
        await Assert.ThrowsAsync<MqttRefused>(() => Broker.ConnectAsync($"{server.Code}.other", password));
        await Assert.ThrowsAsync<MqttRefused>(() => MqttClient.ConnectAsync(
            new() { Host = "127.0.0.1", Port = Broker.Settings.Port, ClientId = "nobody" }, TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task A_device_may_not_publish_on_the_topic_of_another()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var password = await Broker.GrantAsync(server, Device);
        string[] others = [$"cer/{server.Code}/du/c2g-0A1B2C3D5/urbandataset", $"cer/elsewhere/du/{Device}/urbandataset"];
        foreach (var other in others)
        {
            // A connection for each: this Mosquitto may close one after it has refused a message.
            await using var device = await Broker.ConnectAsync(server, Device, password);
            var refused = await Assert.ThrowsAsync<MqttRefused>(
                () => device.PublishAsync(other, "{}"u8.ToArray(), MqttQos.AtLeastOnce, false, Cancellation));
            Assert.Equal(MqttReason.NotAuthorized, refused.Reason);
        }
    }

    [Fact]
    public async Task A_device_hears_nothing_of_others_and_cannot_take_the_name_of_the_program()
    {
        await using var server = await TestServer.StartAsync(postgres, mqtt: Broker.Settings);
        var (mine, theirs) = (await Broker.GrantAsync(server, Device), await Broker.GrantAsync(server, "c2g-0A1B2C3D5"));
        await using var sender = await Broker.ConnectAsync(server, "c2g-0A1B2C3D5", theirs);
        await (await Broker.ConnectAsync(server, Device, mine)).DisposeAsync();
        // The client id of the program's own session.
        await using var listener = await Broker.ConnectAsync($"{server.Code}.{Device}", mine, Broker.Settings.Username);
        await listener.SubscribeAsync("cer/#", MqttQos.AtLeastOnce, Cancellation);
        await sender.PublishAsync(
            $"cer/{server.Code}/du/c2g-0A1B2C3D5/urbandataset", "heard"u8.ToArray(), MqttQos.AtLeastOnce, false, Cancellation);
        await Eventually.EqualAsync(1L, () => server.AskAsync<long>("select count(*) from core.ingest where community_id = $1"));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        enough.CancelAfter(TimeSpan.FromMilliseconds(500));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in listener.Batches(10, enough.Token)) Assert.Empty(batch);
        });
    }

    [Fact]
    public async Task A_retired_device_is_put_out_at_once_and_stays_out()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var password = await Broker.GrantAsync(server, Device);
        await using var device = await Broker.ConnectAsync(server, Device, password);
        await Broker.RetireAsync(server, Device);
        await Assert.ThrowsAsync<MqttConnectionLost>(async () =>
        {
            await foreach (var batch in device.Batches(10, Cancellation)) Assert.Empty(batch);
        });
        await Assert.ThrowsAsync<MqttRefused>(() => Broker.ConnectAsync($"{server.Code}.{Device}", password));
    }
}
