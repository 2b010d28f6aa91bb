using Cer.Messaging.Mqtt.Wire;
using static Cer.Messaging.Mqtt.Losses;

namespace Cer.Messaging.Mqtt;

/// <summary>One connection to a broker. Messages at least once are acknowledged when the caller says so, not before.</summary>
/// <remarks>
/// When it ends it has ended: <see cref="MqttConnection"/> makes the next. Disposing says goodbye, so no will is sent.
/// While messages of more than <see cref="MqttOptions.MostWaitingBytes"/> wait to be taken, or are in the hands of who
/// took them, nothing is read, neither the answers to what is published. A broker that sends more than the receive
/// maximum is borne with: Mosquitto 2.0.11 does, from the first acknowledgement on.
/// </remarks>
public sealed class MqttClient : IAsyncDisposable
{
    private readonly Link _link;

    private MqttClient(Link link) => _link = link;

    /// <summary>The name the broker knows us by: ours, or the one it gave.</summary>
    public string ClientId => _link.ClientId;

    /// <summary>The broker had kept a session: its subscriptions still stand.</summary>
    public bool SessionPresent => _link.SessionPresent;

    /// <exception cref="MqttRefused">The broker said no.</exception>
    /// <exception cref="MqttConnectionLost">Nobody answers there, not the one expected, not in time, or not in MQTT.</exception>
    /// <exception cref="ArgumentException">The options cannot be meant.</exception>
    public static async Task<MqttClient> ConnectAsync(MqttOptions options, TimeProvider time, CancellationToken cancellation)
    {
        Limits.Check(options);
        using var late = new CancellationTokenSource(options.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            var link = new Link(options, time, await Transport.OpenAsync(options, either.Token));
            try
            {
                await link.GreetAsync(either.Token);
                return new(link);
            }
            catch (Exception failure)
            {
                link.End(AsLost(failure));
                throw;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new MqttConnectionLost($"The broker at {options.Host}:{options.Port} gave no answer within {options.Patience}.");
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            throw AsLost(failure);
        }
    }

    /// <summary>Asks for the messages of a filter; completes with the quality granted.</summary>
    /// <remarks>Where the broker kept a session, take its messages meanwhile: the answer may come after all of them.</remarks>
    /// <exception cref="MqttRefused">The broker said no.</exception>
    public async Task<MqttQos> SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellation)
    {
        var answer = await _link.AskAsync<Packet.SubAck>(
            (packets, output, id) => packets.Subscribe(output, id, filter, qos), cancellation);
        if (answer.Reason >= MqttReason.Unspecified) throw Refused($"the subscription to '{filter}'", answer);
        return (MqttQos)answer.Reason;
    }

    /// <exception cref="MqttRefused">The broker said no.</exception>
    public async Task UnsubscribeAsync(string filter, CancellationToken cancellation)
    {
        var answer = await _link.AskAsync<Packet.UnsubAck>(
            (packets, output, id) => packets.Unsubscribe(output, id, filter), cancellation);
        if (answer.Reason >= MqttReason.Unspecified) throw Refused($"the end of the subscription to '{filter}'", answer);
    }

    /// <summary>The messages as they come, as many at a time as are there. For one reader.</summary>
    /// <exception cref="MqttConnectionLost">The connection ended; what had come before is given out first.</exception>
    public IAsyncEnumerable<IReadOnlyList<MqttMessage>> Batches(int most, CancellationToken cancellation) =>
        Batches(most, long.MaxValue, cancellation);

    /// <summary>The same, where a batch ends with the message that brings it to so many bytes.</summary>
    public IAsyncEnumerable<IReadOnlyList<MqttMessage>> Batches(int most, long mostBytes, CancellationToken cancellation) =>
        _link.Inbox.TakeAsync(most, mostBytes, cancellation);

    /// <summary>Tells the broker that these are safe, in one write. Only after they are, and in the order they came.</summary>
    /// <exception cref="MqttConnectionLost">The connection ended: they will come again.</exception>
    public Task AckAsync(IReadOnlyList<MqttMessage> messages, CancellationToken cancellation) =>
        AckAsync(messages, MqttReason.Success, cancellation);

    /// <summary>The same with a reason, of which 3.1.1 tells the broker nothing. A refused message does not come again.</summary>
    public async Task AckAsync(IReadOnlyList<MqttMessage> messages, MqttReason reason, CancellationToken cancellation) =>
        await _link.Outbox.SendAsync((packets, output) =>
        {
            if (messages.Any(message => message.Origin is not null && message.Origin != _link))
                throw new InvalidOperationException("Found a message of another connection, expected one of this.");
            foreach (var message in messages)
            {
                if (message.Qos == MqttQos.AtMostOnce || message.Origin is null) continue;
                message.Origin = null;
                packets.PubAck(output, message.PacketId, reason);
            }
        }).WaitAsync(cancellation);

    /// <summary>Sends a message. At least once: completes when the broker has acknowledged it.</summary>
    /// <exception cref="MqttRefused">The broker said no.</exception>
    /// <exception cref="MqttConnectionLost">
    /// The connection ended before: it may have arrived or not; <see cref="MqttConnection"/> sends it again.
    /// </exception>
    /// <exception cref="ArgumentException">The broker takes no such message.</exception>
    public Task PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken cancellation) =>
        PublishAsync(new MqttMessage { Topic = topic, Payload = payload, Qos = qos, Retain = retain }, cancellation);

    /// <inheritdoc cref="PublishAsync(string, ReadOnlyMemory{byte}, MqttQos, bool, CancellationToken)"/>
    public Task PublishAsync(MqttMessage message, CancellationToken cancellation) =>
        SendAsync(new Publication(message), cancellation);

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    /// <summary>Bytes of messages in memory: waiting, or in the hands of who took them.</summary>
    internal long HeldBytes => _link.Inbox.Held;

    internal Task SendAsync(Publication publication, CancellationToken cancellation) =>
        _link.Publications.SendAsync(publication, cancellation);

    /// <summary>Ends the connection as a power cut would.</summary>
    internal void Cut() => _link.End(new MqttConnectionLost("The connection was cut here."));
}
