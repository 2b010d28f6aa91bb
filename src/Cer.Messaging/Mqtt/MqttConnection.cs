namespace Cer.Messaging.Mqtt;

/// <summary>Keeps a connection up: connects, subscribes where the broker kept no session, and tries again when it ends.</summary>
public sealed class MqttConnection(
    MqttOptions options, IReadOnlyList<MqttSubscription> subscriptions, TimeProvider time)
{
    /// <summary>Told whenever the connection comes, goes or is given up. Must not throw.</summary>
    public Action<MqttConnectionState>? Changed { get; init; }

    /// <summary>Runs the work on each connection in turn, until it returns.</summary>
    /// <param name="work">Reads batches and acknowledges them; lets the end of the connection through.</param>
    /// <param name="cancellation">Says goodbye to the broker and stops.</param>
    /// <exception cref="MqttRefused">The broker will not have us, and asking again would not help.</exception>
    public Task RunAsync(Func<MqttClient, CancellationToken, Task> work, CancellationToken cancellation) =>
        throw new NotSupportedException($"{options} {subscriptions.Count} {time}");
}
