namespace Cer.Messaging.Mqtt;

/// <summary>Keeps a connection up: connects, subscribes where the broker kept no session, and tries again when it ends.</summary>
/// <remarks>
/// The first connection always subscribes: the session that the broker kept may be of an earlier program that wanted
/// something else.
/// </remarks>
public sealed class MqttConnection(
    MqttOptions options, IReadOnlyList<MqttSubscription> subscriptions, TimeProvider time)
{
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
            try
            {
                await using var client = await MqttClient.ConnectAsync(options, time, cancellation);
                if (isFirst || !client.SessionPresent) await SubscribeAsync(client, cancellation);
                isFirst = false;
                waits.Reset();
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
                // Two clients of one name would throw each other out for ever, so they do it after a long wait.
                wait = IsTakenOver(failure) ? RetryWaits.Longest : waits.Next();
                Changed?.Invoke(new MqttConnectionState.Waiting(wait, failure));
            }

            await Task.Delay(wait, time, cancellation);
        }
    }

    private static bool IsTakenOver(Exception failure) => failure is MqttConnectionLost { Reason: MqttReason.SessionTakenOver };

    private async Task SubscribeAsync(MqttClient client, CancellationToken cancellation)
    {
        foreach (var (filter, qos) in subscriptions) await client.SubscribeAsync(filter, qos, cancellation);
    }
}
