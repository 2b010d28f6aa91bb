using System.Buffers;
using System.Net.Sockets;
using Cer.Messaging.Mqtt.Wire;

namespace Cer.Messaging.Mqtt;

/// <summary>One connection to a broker. Messages at least once are acknowledged when the caller says so, not before.</summary>
/// <remarks>
/// When it ends it has ended: <see cref="MqttConnection"/> makes the next. Disposing says goodbye, so no will is sent.
/// While messages of more than 64 MiB wait to be taken nothing is read, neither the answers to what is published. A broker
/// that sends more than the receive maximum is borne with: Mosquitto 2.0.11 does, from the first acknowledgement on.
/// </remarks>
public sealed class MqttClient : IAsyncDisposable
{
    private const int MostWaitingBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly MqttOptions _options;
    private readonly TimeProvider _time;
    private readonly Stream _stream;
    private readonly PacketInput _input;
    private readonly Outbox _outbox;
    private readonly Inbox _inbox = new(MostWaitingBytes);
    private readonly Exchanges _exchanges = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private PublishWindow _window = new(0);
    private Limits _limits = Limits.Of(new() { Host = "" }, PropertySet.Empty);
    private Task _reading = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;

    private MqttClient(MqttOptions options, TimeProvider time, Stream stream)
    {
        (_options, _time, _stream, ClientId) = (options, time, stream, options.ClientId);
        _input = new(stream, new(options.Version), MessageLimit.Of(options));
        _outbox = new(stream, new(options.Version));
    }

    /// <summary>The name the broker knows us by: ours, or the one it gave.</summary>
    public string ClientId { get; private set; }

    /// <summary>The broker had kept a session: its subscriptions still stand.</summary>
    public bool SessionPresent { get; private set; }

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
            var client = new MqttClient(options, time, await Transport.OpenAsync(options, either.Token));
            try
            {
                await client.GreetAsync(either.Token);
                return client;
            }
            catch (Exception failure)
            {
                client.End(AsLost(failure));
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
    /// <exception cref="MqttRefused">The broker said no.</exception>
    public async Task<MqttQos> SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellation)
    {
        var answer = await AskAsync<Packet.SubAck>(
            (packets, output, id) => packets.Subscribe(output, id, filter, qos), cancellation);
        if (answer.Reason >= MqttReason.Unspecified) throw Refused($"the subscription to '{filter}'", answer);
        return (MqttQos)answer.Reason;
    }

    /// <exception cref="MqttRefused">The broker said no.</exception>
    public async Task UnsubscribeAsync(string filter, CancellationToken cancellation)
    {
        var answer = await AskAsync<Packet.UnsubAck>(
            (packets, output, id) => packets.Unsubscribe(output, id, filter), cancellation);
        if (answer.Reason >= MqttReason.Unspecified) throw Refused($"the end of the subscription to '{filter}'", answer);
    }

    /// <summary>The messages as they come, as many at a time as are there. For one reader.</summary>
    /// <exception cref="MqttConnectionLost">The connection ended; what had come before is given out first.</exception>
    public IAsyncEnumerable<IReadOnlyList<MqttMessage>> Batches(int most, CancellationToken cancellation) =>
        _inbox.TakeAsync(most, cancellation);

    /// <summary>Tells the broker that these are safe, in one write. Only after they are, and in the order they came.</summary>
    /// <exception cref="MqttConnectionLost">The connection ended: they will come again.</exception>
    public Task AckAsync(IReadOnlyList<MqttMessage> messages, CancellationToken cancellation) =>
        AckAsync(messages, MqttReason.Success, cancellation);

    /// <summary>The same with a reason, of which 3.1.1 tells the broker nothing. A refused message does not come again.</summary>
    public async Task AckAsync(IReadOnlyList<MqttMessage> messages, MqttReason reason, CancellationToken cancellation) =>
        await _outbox.SendAsync((packets, output) =>
        {
            if (messages.Any(message => message.Origin is not null && message.Origin != this))
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
    /// <exception cref="MqttConnectionLost">The connection ended before: it may have arrived or not, so send it again.</exception>
    /// <exception cref="ArgumentException">The broker takes no such message.</exception>
    public Task PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken cancellation) =>
        PublishAsync(new() { Topic = topic, Payload = payload, Qos = qos, Retain = retain }, cancellation);

    /// <inheritdoc cref="PublishAsync(string, ReadOnlyMemory{byte}, MqttQos, bool, CancellationToken)"/>
    public async Task PublishAsync(MqttMessage message, CancellationToken cancellation)
    {
        PublishCheck.Refuse(message, _limits);
        if (message.Qos == MqttQos.AtMostOnce)
        {
            await _outbox.SendAsync((packets, output) => packets.Publish(output, message, 0)).WaitAsync(cancellation);
            return;
        }

        var answered = Exchanges.NewAnswer();
        _window.Enter(() => TrySend(message, answered, cancellation));
        var answer = await answered.Task.WaitAsync(cancellation);
        if (answer.Reason >= MqttReason.Unspecified) throw Refused($"a message to '{message.Topic}'", answer);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ending.IsCancellationRequested) await SayGoodbyeAsync(MqttReason.Success);
        End(null);
        await Task.WhenAll(_reading, _watching);
        _ending.Dispose();
    }

    /// <summary>Ends the connection as a power cut would.</summary>
    internal void Cut() => End(new MqttConnectionLost("The connection was cut here."));

    private async Task GreetAsync(CancellationToken cancellation)
    {
        await _outbox.SendAsync((packets, output) => packets.Connect(output, _options)).WaitAsync(cancellation);
        var first = new List<Packet>();
        if (!await _input.ReadAsync(first, cancellation))
            throw new MqttConnectionLost($"The broker at {_options.Host}:{_options.Port} closed the connection without an answer.");
        if (first[0] is not Packet.ConnAck answer)
            throw Fault.Protocol($"Found {first[0].GetType().Name}, expected the answer to the connection.");
        if (answer.Reason >= MqttReason.Unspecified) throw Refused("the connection", answer.Reason, answer.Properties);
        if (answer.SessionPresent && _options.CleanStart)
            throw Fault.Protocol($"Found a session, expected none: a clean start was asked for.");

        SessionPresent = answer.SessionPresent;
        ClientId = answer.Properties.Text(Property.AssignedClientId) ?? ClientId;
        _limits = Limits.Of(_options, answer.Properties);
        _window = new(_limits.SendMaximum);
        first.RemoveAt(0);
        _reading = ReadAsync(first);
        _watching = _limits.KeepAlive > TimeSpan.Zero ? WatchAsync(_limits.KeepAlive) : Task.CompletedTask;
    }

    private async Task ReadAsync(List<Packet> packets)
    {
        try
        {
            do
            {
                foreach (var packet in packets) Take(packet);
                packets.Clear();
                await _inbox.RoomAsync();
            }
            while (await _input.ReadAsync(packets, _ending.Token));
            End(new MqttConnectionLost("The broker closed the connection."));
        }
        catch (MqttProtocolError error)
        {
            await SayGoodbyeAsync(error.Reason);
            End(AsLost(error));
        }
        catch (Exception failure)
        {
            End(AsLost(failure));
        }
    }

    private void Take(Packet packet)
    {
        switch (packet)
        {
            case Packet.Publish { Message: var message }:
                message.Origin = this;
                _inbox.Add(message);
                break;
            case Packet.Answer answer:
                _exchanges.Complete(answer);
                if (answer is Packet.PubAck) _window.Leave();
                break;
            case Packet.Disconnect goodbye:
                throw new MqttConnectionLost(
                    $"The broker ended the connection: {Told(goodbye.Reason, goodbye.Properties)}.", goodbye.Reason);
            case Packet.ConnAck:
                throw Fault.Protocol($"Found a second answer to the connection.");
        }
    }

    /// <summary>Looks twice in each span of the keep-alive: says something after silence, gives up after one and a half.</summary>
    private async Task WatchAsync(TimeSpan keepAlive)
    {
        const int MostSilentTicks = 3;
        using var timer = new PeriodicTimer(keepAlive / 2, _time);
        var (reads, writes, silent) = (_input.Reads, _outbox.Writes, 0);
        try
        {
            while (await timer.WaitForNextTickAsync(_ending.Token))
            {
                var heard = _input.Reads != reads || _inbox.IsFull;
                silent = heard ? 0 : silent + 1;
                if (silent >= MostSilentTicks)
                {
                    End(new MqttConnectionLost($"The broker has been silent for {keepAlive * 1.5}."));
                    return;
                }

                if (!heard || _outbox.Writes == writes) _ = _outbox.SendAsync((packets, output) => packets.Ping(output));
                (reads, writes) = (_input.Reads, _outbox.Writes);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    private async Task<TAnswer> AskAsync<TAnswer>(
        Action<PacketWriter, IBufferWriter<byte>, ushort> write, CancellationToken cancellation)
        where TAnswer : Packet.Answer
    {
        var answered = Exchanges.NewAnswer();
        var id = _exchanges.Open(answered);
        try
        {
            await _outbox.SendAsync((packets, output) => write(packets, output, id)).WaitAsync(cancellation);
        }
        catch (ArgumentException)
        {
            _exchanges.Withdraw(id);
            throw;
        }

        if (await answered.Task.WaitAsync(cancellation) is TAnswer expected) return expected;
        var wrong = Fault.Protocol($"Found another answer than {typeof(TAnswer).Name} to packet {id}.");
        await SayGoodbyeAsync(wrong.Reason);
        End(AsLost(wrong));
        throw AsLost(wrong);
    }

    /// <summary>True when the message is under way; otherwise the answer says why not.</summary>
    private bool TrySend(MqttMessage message, TaskCompletionSource<Packet.Answer> answered, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return false;
        ushort id = 0;
        try
        {
            id = _exchanges.Open(answered);
            _ = _outbox.SendAsync((packets, output) => packets.Publish(output, message, id));
            return true;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or MqttConnectionLost)
        {
            if (id > 0) _exchanges.Withdraw(id);
            answered.TrySetException(failure);
            return false;
        }
    }

    private async Task SayGoodbyeAsync(MqttReason reason)
    {
        try
        {
            await _outbox.SendAsync((packets, output) => packets.Disconnect(output, reason)).WaitAsync(Goodbye, _time);
        }
        catch (Exception failure) when (failure is MqttConnectionLost or TimeoutException)
        {
            // It was over already.
        }
    }

    /// <param name="cause">Null when it was ended here: then the batches end too.</param>
    private void End(MqttConnectionLost? cause)
    {
        lock (_gate)
        {
            if (_ending.IsCancellationRequested) return;
            _ending.Cancel();
        }

        _outbox.Close(cause ?? Closed());
        _exchanges.Close(cause ?? Closed());
        _window.Close();
        _inbox.Close(cause);
        _stream.Dispose();
    }

    private static MqttConnectionLost Closed() => new("The connection was closed here.");

    private static bool IsLoss(Exception failure) =>
        failure is IOException and not (MqttRefused or MqttConnectionLost) or SocketException or ObjectDisposedException;

    private static MqttConnectionLost AsLost(Exception failure) => failure switch
    {
        MqttConnectionLost lost => lost,
        MqttProtocolError error => new($"The broker broke the protocol: {error.Message}", error.Reason, error),
        _ => new($"The connection ended: {failure.Message}", null, failure),
    };

    private static MqttRefused Refused(string what, Packet.Answer answer) => Refused(what, answer.Reason, answer.Properties);

    private static MqttRefused Refused(string what, MqttReason reason, PropertySet properties) =>
        new($"The broker refused {what}: {Told(reason, properties)}.", reason);

    private static string Told(MqttReason reason, PropertySet properties) =>
        properties.Text(Property.ReasonText) is { Length: > 0 } text ? $"{reason}, {text}" : $"{reason}";
}
