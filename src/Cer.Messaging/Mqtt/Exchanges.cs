using Cer.Messaging.Mqtt.Wire;

namespace Cer.Messaging.Mqtt;

/// <summary>What was sent and waits for its answer, by packet number. A number is given again only when it is free.</summary>
internal sealed class Exchanges
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ushort, TaskCompletionSource<Packet.Answer>> _open = [];
    private ushort _last;
    private Exception? _closed;

    public static TaskCompletionSource<Packet.Answer> NewAnswer() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes the number wanted if it is free, else a free one, from 1 on and around.</summary>
    public ushort Open(TaskCompletionSource<Packet.Answer> answer, ushort wanted = 0)
    {
        lock (_gate)
        {
            if (_closed is not null) throw _closed;
            if (_open.Count == ushort.MaxValue)
                throw new InvalidOperationException($"Found {_open.Count} packets without answer, expected fewer.");
            if (wanted > 0 && _open.TryAdd(wanted, answer)) return wanted;
            do _last = _last == ushort.MaxValue ? (ushort)1 : (ushort)(_last + 1);
            while (!_open.TryAdd(_last, answer));
            return _last;
        }
    }

    /// <summary>For a packet that was never sent.</summary>
    public void Withdraw(ushort packetId)
    {
        lock (_gate) _open.Remove(packetId);
    }

    /// <exception cref="MqttProtocolError">Nobody waits for it.</exception>
    public void Complete(Packet.Answer answer)
    {
        TaskCompletionSource<Packet.Answer>? waiting;
        lock (_gate)
        {
            if (!_open.Remove(answer.PacketId, out waiting))
                throw Fault.Protocol($"Found an answer to packet {answer.PacketId}, which does not wait for one.");
        }

        waiting.SetResult(answer);
    }

    public void Close(Exception cause)
    {
        TaskCompletionSource<Packet.Answer>[] waiting;
        lock (_gate)
        {
            _closed ??= cause;
            waiting = [.. _open.Values];
            _open.Clear();
        }

        foreach (var one in waiting)
        {
            one.SetException(cause);
            // Whoever was cancelled no longer looks at it.
            _ = one.Task.Exception;
        }
    }
}
