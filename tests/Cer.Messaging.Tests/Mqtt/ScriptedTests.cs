using System.Diagnostics;
using Cer.Messaging.Mqtt;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>How the client takes a broker that does wrong, or nothing.</summary>
public class ScriptedTests
{
    private const string Welcome = "20 03 00 00 00";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_broker_that_says_nothing_is_waited_for_as_long_as_agreed()
    {
        using var broker = new ScriptedBroker();
        var lost = await Assert.ThrowsAsync<MqttConnectionLost>(
            () => Connect(broker.Options with { Patience = TimeSpan.FromSeconds(2) }));
        Assert.Contains("no answer within", lost.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("48 54 54 50 2F 31 2E 31 20 34 30 30")] // HTTP/1.1 400
    [InlineData("D0 00")] // a sign of life before the answer
    [InlineData("20 03 01 00 00")] // a session after a clean start
    public async Task What_does_not_answer_as_a_broker_is_left(string bytes)
    {
        using var broker = new ScriptedBroker(bytes);
        var lost = await Assert.ThrowsAsync<MqttConnectionLost>(() => Connect(broker.Options));
        Assert.IsType<MqttProtocolError>(lost.InnerException);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_a_lost_connection()
    {
        MqttOptions options;
        using (var broker = new ScriptedBroker()) options = broker.Options;
        await Assert.ThrowsAsync<MqttConnectionLost>(() => Connect(options));
    }

    [Fact]
    public async Task A_message_of_quality_2_ends_the_connection_with_a_reason()
    {
        using var broker = new ScriptedBroker(Welcome, "34 06 0001 61 0001 00");
        await using var client = await Connect(broker.Options);
        var lost = await Assert.ThrowsAsync<MqttConnectionLost>(() => Read(client));
        Assert.Equal(MqttReason.ProtocolError, lost.Reason);
        Assert.Contains("quality 2", lost.Message, StringComparison.Ordinal);
        Assert.EndsWith("E00182", await broker.HeardAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_messages_of_a_batch_are_acknowledged_once_and_with_the_reason_given()
    {
        using var broker = new ScriptedBroker(Welcome, "32 06 0001 61 0001 00 30 04 0001 61 00 32 06 0001 61 0002 00");
        await using (var client = await Connect(broker.Options))
        {
            var messages = new List<MqttMessage>();
            await foreach (var batch in client.Batches(10, Cancellation))
            {
                messages.AddRange(batch);
                if (messages.Count == 3) break;
            }

            await client.AckAsync([messages[0], messages[1]], Cancellation);
            await client.AckAsync(messages, MqttReason.PayloadFormatInvalid, Cancellation);
        }

        Assert.EndsWith("40020001" + "4003000299" + "E000", await broker.HeardAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_cannot_be_acknowledged_on_another_connection()
    {
        using var one = new ScriptedBroker(Welcome, "32 06 0001 61 0001 00");
        using var other = new ScriptedBroker(Welcome);
        await using var first = await Connect(one.Options);
        await using var second = await Connect(other.Options);
        await foreach (var batch in first.Batches(1, Cancellation))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => second.AckAsync(batch, Cancellation));
            break;
        }
    }

    [Fact]
    public async Task A_broker_that_falls_silent_is_given_up_after_one_and_a_half_times_the_keep_alive()
    {
        using var broker = new ScriptedBroker(Welcome);
        // Before, as its silence is counted from within.
        var started = Stopwatch.GetTimestamp();
        await using var client = await Connect(broker.Options with { KeepAlive = TimeSpan.FromSeconds(1) });
        var lost = await Assert.ThrowsAsync<MqttConnectionLost>(() => Read(client));
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 1.2, 60);
        Assert.Contains("silent", lost.Message, StringComparison.Ordinal);
        Assert.EndsWith("C000C000", await broker.HeardAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_goodbye_of_the_broker_tells_why()
    {
        using var broker = new ScriptedBroker(Welcome, "E0 07 8B 05 1F 0002 6E6F");
        await using var client = await Connect(broker.Options);
        var lost = await Assert.ThrowsAsync<MqttConnectionLost>(() => Read(client));
        Assert.Equal(MqttReason.ServerShuttingDown, lost.Reason);
        Assert.Equal("The broker ended the connection: ServerShuttingDown, no.", lost.Message);
    }

    [Fact]
    public async Task A_broker_that_takes_small_packets_only_is_sent_no_large_one()
    {
        using var broker = new ScriptedBroker("20 08 00 00 05 27 00000064");
        await using var client = await Connect(broker.Options);
        await Assert.ThrowsAsync<ArgumentException>(
            () => client.PublishAsync("a", new byte[100], MqttQos.AtMostOnce, retain: false, Cancellation));
    }

    [Fact]
    public async Task The_window_of_the_broker_is_kept_and_who_waits_is_told_when_the_connection_ends()
    {
        // A window of one message.
        using var broker = new ScriptedBroker("20 06 00 00 03 21 0001");
        await using var client = await Connect(broker.Options);
        var first = client.PublishAsync("a", default, MqttQos.AtLeastOnce, retain: false, Cancellation);
        var second = client.PublishAsync("b", default, MqttQos.AtLeastOnce, retain: false, Cancellation);
        client.Cut();
        await Assert.ThrowsAsync<MqttConnectionLost>(() => first);
        await Assert.ThrowsAsync<MqttConnectionLost>(() => second);
        Assert.EndsWith("3206" + "000161" + "0001" + "00", await broker.HeardAsync(), StringComparison.Ordinal);
    }

    private static Task<MqttClient> Connect(MqttOptions options) =>
        MqttClient.ConnectAsync(options, TimeProvider.System, Cancellation);

    private static async Task Read(MqttClient client)
    {
        await foreach (var _ in client.Batches(100, Cancellation))
        {
            // Until it ends.
        }
    }
}
