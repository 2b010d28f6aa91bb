namespace Cer.Messaging.Mqtt;

/// <summary>Keeps a connection up: connects, subscribes, and tries again when it ends.</summary>
/// <remarks>
/// It subscribes on every connection, also where the broker kept a session: Mosquitto 2.0.11 keeps a session over its own
/// restart without the shared subscriptions in it, and whoever trusted the session would hear nothing any more.
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
        while (true)
        {
            TimeSpan wait;
            long? connected = null;
            try
            {
                await using var client = await MqttClient.ConnectAsync(options, time, cancellation);
                connected = time.GetTimestamp();
                // What the broker kept may come before its answer, so it is taken meanwhile.
                var subscribing = SubscribeAsync(client, cancellation);
                var working = client.SessionPresent ? work(client, cancellation) : null;
                if (working is null || await Task.WhenAny(subscribing, working) == subscribing) await subscribing;
                if (working is not { IsFaulted: true } and not { IsCanceled: true })
                    Changed?.Invoke(new MqttConnectionState.Connected(client.SessionPresent));
                await (working ?? work(client, cancellation));
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
