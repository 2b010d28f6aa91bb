namespace Cer.Messaging.Mqtt;

/// <summary>Keeps a connection up: connects, subscribes where the broker kept no session, and tries again when it ends.</summary>
/// <remarks>
/// The first connection always subscribes: the session that the broker kept may be of an earlier program that wanted
/// something else.
/// </remarks>
public sealed class MqttConnection(
    MqttOptions options, IReadOnlyList<MqttSubscription> subscriptions, TimeProvider time)
{
    /// <summary>A connection that lasted so long was a success: the waits begin again with the shortest.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);

    /// <summary>Told whenever the connection comes, goes or is given up. Must not throw.</summary>
    public Action<MqttConnectionState>? Changed { get; init; }

    /// <summary>Runs the work on each connection in turn, until it returns.</summary>
    /// <param name="work">Reads batches and acknowledges them; lets the end of the connection through.</param>
    /// <param name="cancellation">Says goodbye to the broker and stops.</param>
    /// <exception cref="MqttRefused">The broker will not have us, and asking again would not help.</exception>
    public async Task RunAsync(Func<MqttClient, CancellationToken, Task> work, CancellationToken cancellation)
    {
        var waits = new RetryWaits(Random.Shared);
        var isFirst = true;
        while (true)
        {
            TimeSpan wait;
            long? connected = null;
            try
            {
                await using var client = await MqttClient.ConnectAsync(options, time, cancellation);
                if (isFirst || !client.SessionPresent) await SubscribeAsync(client, cancellation);
                isFirst = false;
                connected = time.GetTimestamp();
                Changed?.Invoke(new MqttConnectionState.Connected(client.SessionPresent));
                await work(client, cancellation);
                return;
            }
            catch (MqttRefused refused) when (refused.IsLasting)
            {
                Changed?.Invoke(new MqttConnectionState.Stopped(refused));
                throw;
            }
            catch (Exception failure) when (failure is MqttConnectionLost or MqttRefused)
            {
                // Two clients of one name throw each other out as soon as they are in: that is no success.
                if (connected is { } since && time.GetElapsedTime(since) >= Steady) waits.Reset();
                wait = waits.Next();
                Changed?.Invoke(new MqttConnectionState.Waiting(wait, failure));
            }

            await Task.Delay(wait, time, cancellation);
        }
    }

    private async Task SubscribeAsync(MqttClient client, CancellationToken cancellation)
    {
        foreach (var (filter, qos) in subscriptions) await client.SubscribeAsync(filter, qos, cancellation);
    }
}
