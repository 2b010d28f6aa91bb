using Cer.Host.Data;
using Cer.Messaging.Mqtt;
using Cer.Operations.Intake;
using NodaTime;

namespace Cer.Host.Mqtt;

/// <summary>Takes in what the broker keeps for a node that will not come back, and has the broker forget the node.</summary>
/// <remarks>
/// MQTT 5, section 4.8.2, lets a broker keep the share of a member that is away; Mosquitto 2.0.11 goes on giving it one
/// until its session expires. So the subscription is ended first, then the share is taken, and the session goes last.
/// </remarks>
internal sealed class RetireNode(MqttSettings node, TakeTopicMessages take, TimeProvider time)
{
    // The broker sends the next message when it has the acknowledgement of an earlier one, before it answers anew.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private int _received;
    private int _taken;

    /// <summary>How many messages were taken in; none when the broker knew of no such node.</summary>
    /// <exception cref="MqttConnectionLost">The connection ended; what was not taken is still there.</exception>
    public async Task<int?> RunAsync(CancellationToken cancellation)
    {
        var options = MqttIntake.OptionsOf(node);
        await using (var client = await MqttClient.ConnectAsync(options, time, cancellation))
        {
            if (client.SessionPresent) await DrainAsync(client, cancellation);
            else return await ForgetAsync(options, cancellation);
        }

        await ForgetAsync(options, cancellation);
        return _taken;
    }

    private async Task DrainAsync(MqttClient client, CancellationToken cancellation)
    {
        var reading = ReadAsync(client, cancellation);
        while (true)
        {
            var before = _received;
            // Asked again, it changes nothing; its answer comes behind whatever was on its way.
            foreach (var subscription in MqttIntake.SubscriptionsOf(node))
                await await Task.WhenAny(client.UnsubscribeAsync(subscription.Filter, cancellation), reading);
            if (await Task.WhenAny(reading, Task.Delay(Quiet, time, cancellation)) == reading) await reading;
            cancellation.ThrowIfCancellationRequested();
            if (_received == before && _taken == before) return;
        }
    }

    private async Task ReadAsync(MqttClient client, CancellationToken cancellation)
    {
        await foreach (var batch in client.Batches(MqttIntake.MostInBatch, MqttIntake.BatchBytes, cancellation))
        {
            _received += batch.Count;
            await take.RunAsync([.. batch.Select(message => MqttIntake.Incoming(message, Instant.MaxValue))], cancellation);
            await client.AckAsync(batch, cancellation);
            _taken = _received;
        }
    }

    /// <summary>A session that begins anew and lasts no longer than its connection leaves nothing behind.</summary>
    private async Task<int?> ForgetAsync(MqttOptions options, CancellationToken cancellation)
    {
        await using var last = await MqttClient.ConnectAsync(
            options with { CleanStart = true, SessionExpiry = TimeSpan.Zero }, time, cancellation);
        return null;
    }
}
