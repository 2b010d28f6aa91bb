using System.Buffers;
using System.Net.Sockets;
using Cer.Messaging.Mqtt.Wire;
using static Cer.Messaging.Mqtt.Losses;

namespace Cer.Messaging.Mqtt;

/// <summary>The life of one connection: the greeting, what comes in until the end, and the end.</summary>
internal sealed class Link : IAsyncDisposable
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly MqttOptions _options;
    private readonly TimeProvider _time;
    private readonly Stream _stream;
    private readonly PacketInput _input;
    private readonly Exchanges _exchanges = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private PublishWindow _window = new(0);
    private Task _reading = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;

    public Link(MqttOptions options, TimeProvider time, Stream stream)
    {
        (_options, _time, _stream, ClientId) = (options, time, stream, options.ClientId);
        _input = new(stream, new(options.Version), MessageLimit.Of(options));
        Outbox = new(stream, new(options.Version));
        Inbox = new(options.MostWaitingBytes);
        Publications = new(Limits.Of(new() { Host = "" }, PropertySet.Empty), Outbox, _exchanges, _window);
    }

    public string ClientId { get; private set; }

    public bool SessionPresent { get; private set; }

    public Inbox Inbox { get; }

    public Outbox Outbox { get; }

    public Publications Publications { get; private set; }

    /// <summary>Introduces us and hears the broker's answer; from then on what comes is read.</summary>
    public async Task GreetAsync(CancellationToken cancellation)
    {
        await Outbox.SendAsync((packets, output) => packets.Connect(output, _options)).WaitAsync(cancellation);
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
        var limits = Limits.Of(_options, answer.Properties);
        _window = new(limits.SendMaximum);
        Publications = new(limits, Outbox, _exchanges, _window);
        first.RemoveAt(0);
        _reading = ReadAsync(first);
        _watching = limits.KeepAlive > TimeSpan.Zero
            ? WatchAsync(new(limits.KeepAlive, _time, _input, Outbox, Inbox))
            : Task.CompletedTask;
    }

    /// <summary>Sends a question, and waits for the answer to it.</summary>
    public async Task<TAnswer> AskAsync<TAnswer>(
        Action<PacketWriter, IBufferWriter<byte>, ushort> write, CancellationToken cancellation)
        where TAnswer : Packet.Answer
    {
        var answered = Exchanges.NewAnswer();
        var id = _exchanges.Open(answered);
        try
        {
            await Outbox.SendAsync((packets, output) => write(packets, output, id)).WaitAsync(cancellation);
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

    /// <param name="cause">Null when it was ended here: then the batches end too.</param>
    public void End(MqttConnectionLost? cause)
    {
        lock (_gate)
        {
            if (_ending.IsCancellationRequested) return;
            _ending.Cancel();
        }

        Outbox.Close(cause ?? Closed());
        _exchanges.Close(cause ?? Closed());
        _window.Close();
        Inbox.Close(cause);
        _stream.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ending.IsCancellationRequested) await LeaveAsync();
        End(null);
        await Task.WhenAll(_reading, _watching);
        _ending.Dispose();
    }

    private async Task ReadAsync(List<Packet> packets)
    {
        try
        {
            do
            {
                foreach (var packet in packets) Take(packet);
                packets.Clear();
                await Inbox.RoomAsync();
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
                message.ArrivedAt = _time.GetUtcNow();
                Inbox.Add(message);
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

    private async Task WatchAsync(KeepAlive keepAlive)
    {
        try
        {
            End(await keepAlive.WatchAsync(_ending.Token));
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    /// <summary>Hangs up only after the broker has: with bytes unread the system would throw away the last acknowledgements.</summary>
    private async Task LeaveAsync()
    {
        Inbox.Close(null);
        await SayGoodbyeAsync(MqttReason.Success);
        try
        {
            (_stream as NetworkStream)?.Socket.Shutdown(SocketShutdown.Send);
            await _reading.WaitAsync(Goodbye, _time);
        }
        catch (Exception failure) when (failure is TimeoutException or SocketException or ObjectDisposedException)
        {
            // It was over already, or the broker takes too long.
        }
    }

    private async Task SayGoodbyeAsync(MqttReason reason)
    {
        try
        {
            await Outbox.SendAsync((packets, output) => packets.Disconnect(output, reason)).WaitAsync(Goodbye, _time);
        }
        catch (Exception failure) when (failure is MqttConnectionLost or TimeoutException)
        {
            // It was over already.
        }
    }

    private static MqttConnectionLost Closed() => new("The connection was closed here.");
}
