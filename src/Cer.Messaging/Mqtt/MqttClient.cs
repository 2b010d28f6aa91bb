namespace Cer.Messaging.Mqtt;

/// <summary>One connection to a broker. Messages at least once are acknowledged when the caller says so, not before.</summary>
/// <remarks>When it ends it has ended: <see cref="MqttConnection"/> makes the next. Disposing says goodbye, so no will is sent.</remarks>
public sealed class MqttClient : IAsyncDisposable
{
    /// <summary>The name the broker knows us by: ours, or the one it gave.</summary>
    public string ClientId { get; private init; } = "";

    /// <summary>The broker had kept a session: its subscriptions still stand.</summary>
    public bool SessionPresent { get; private init; }

    /// <exception cref="MqttRefused">The broker said no.</exception>
    /// <exception cref="MqttConnectionLost">It could not be reached, was not the one expected, or gave no answer in time.</exception>
    /// <exception cref="MqttProtocolError">What answers there does not speak MQTT.</exception>
    public static Task<MqttClient> ConnectAsync(MqttOptions options, TimeProvider time, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>Asks for the messages of a filter; completes with the quality granted.</summary>
    /// <exception cref="MqttRefused">The broker said no.</exception>
    public Task<MqttQos> SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <exception cref="MqttRefused">The broker said no.</exception>
    public Task UnsubscribeAsync(string filter, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>The messages as they come, as many at a time as are there. For one reader.</summary>
    /// <exception cref="MqttConnectionLost">The connection ended; what had come before is given out first.</exception>
    public IAsyncEnumerable<IReadOnlyList<MqttMessage>> Batches(int most, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>Tells the broker that these are safe, in one write. Only after they are.</summary>
    /// <exception cref="MqttConnectionLost">The connection ended: they will come again.</exception>
    public Task AckAsync(IReadOnlyList<MqttMessage> messages, CancellationToken cancellation) =>
        AckAsync(messages, MqttReason.Success, cancellation);

    /// <summary>The same with a reason, of which 3.1.1 tells the broker nothing. A refused message does not come again.</summary>
    public Task AckAsync(IReadOnlyList<MqttMessage> messages, MqttReason reason, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>Sends a message. At least once: completes when the broker has acknowledged it.</summary>
    /// <exception cref="MqttRefused">The broker said no.</exception>
    /// <exception cref="MqttConnectionLost">The connection ended before: it may have arrived or not, so send it again.</exception>
    public Task PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken cancellation) =>
        PublishAsync(new() { Topic = topic, Payload = payload, Qos = qos, Retain = retain }, cancellation);

    /// <inheritdoc cref="PublishAsync(string, ReadOnlyMemory{byte}, MqttQos, bool, CancellationToken)"/>
    public Task PublishAsync(MqttMessage message, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
