using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Cer.Messaging.Mqtt;

/// <summary>Messages that came and were not yet taken. When it holds too many bytes, nothing more is read from the broker.</summary>
internal sealed class Inbox(int mostBytes)
{
    // What a message costs beside its payload, about.
    private const int Overhead = 256;

    private readonly Channel<MqttMessage> _messages = Channel.CreateUnbounded<MqttMessage>(
        new() { SingleReader = true, SingleWriter = true });

    private readonly Lock _gate = new();
    private long _held;
    private bool _isClosed;
    private TaskCompletionSource? _room;

    public bool IsFull
    {
        get
        {
            lock (_gate) return _held > mostBytes;
        }
    }

    /// <summary>Bytes of what waits, and of the batch that is in hand.</summary>
    public long Held
    {
        get
        {
            lock (_gate) return _held;
        }
    }

    public void Add(MqttMessage message)
    {
        lock (_gate)
        {
            if (_isClosed) return;
            _held += message.Payload.Length + Overhead;
        }

        _messages.Writer.TryWrite(message);
    }

    public Task RoomAsync()
    {
        lock (_gate)
        {
            if (_held <= mostBytes || _isClosed) return Task.CompletedTask;
            _room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>After what is left: the end, or the exception. What comes later is let go.</summary>
    public void Close(Exception? cause)
    {
        _messages.Writer.TryComplete(cause);
        lock (_gate)
        {
            _isClosed = true;
            _room?.TrySetResult();
        }
    }

    /// <summary>A batch ends at so many messages, or with the first that brings it to so many bytes.</summary>
    /// <remarks>Its bytes count as held until the next one is asked for: who has it in hand has them in memory.</remarks>
    public async IAsyncEnumerable<IReadOnlyList<MqttMessage>> TakeAsync(
        int most, long mostInBatch, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostInBatch, 1);
        while (await _messages.Reader.WaitToReadAsync(cancellation))
        {
            var batch = new List<MqttMessage>();
            var bytes = 0L;
            while (batch.Count < most && bytes < mostInBatch && _messages.Reader.TryRead(out var message))
            {
                batch.Add(message);
                bytes += message.Payload.Length + Overhead;
            }

            try
            {
                if (batch.Count > 0) yield return batch;
            }
            finally
            {
                Free(bytes);
            }
        }
    }

    private void Free(long bytes)
    {
        lock (_gate)
        {
            _held -= bytes;
            if (_held > mostBytes) return;
            _room?.TrySetResult();
            _room = null;
        }
    }
}
