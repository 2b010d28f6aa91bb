using System.Buffers;
using Cer.Messaging.Mqtt.Wire;

namespace Cer.Messaging.Mqtt;

/// <summary>Sends packets. What is handed in while a write is under way goes out together in the next.</summary>
internal sealed class Outbox(Stream stream, PacketWriter packets)
{
    private readonly Lock _gate = new();
    private ArrayBufferWriter<byte> _filling = new();
    private ArrayBufferWriter<byte> _leaving = new();
    private TaskCompletionSource _sent = NewSent();
    private bool _isWriting;
    private Exception? _closed;
    private long _writes;

    /// <summary>Grows whenever something is sent.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Completes when what is written here has been handed to the network.</summary>
    /// <param name="write">Writes whole packets; what it throws, it throws before anything is sent.</param>
    public Task SendAsync(Action<PacketWriter, IBufferWriter<byte>> write)
    {
        Task sent;
        lock (_gate)
        {
            if (_closed is not null) return Task.FromException(_closed);
            var before = _filling.WrittenCount;
            write(packets, _filling);
            if (_filling.WrittenCount == before) return Task.CompletedTask;
            sent = _sent.Task;
            if (_isWriting) return sent;
            _isWriting = true;
        }

        _ = WriteAsync();
        return sent;
    }

    public void Close(Exception cause)
    {
        lock (_gate)
        {
            _closed ??= cause;
            _sent.TrySetException(_closed);
            _ = _sent.Task.Exception;
        }
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            TaskCompletionSource sent;
            lock (_gate)
            {
                if (_filling.WrittenCount == 0 || _closed is not null)
                {
                    _isWriting = false;
                    return;
                }

                (_filling, _leaving) = (_leaving, _filling);
                (sent, _sent) = (_sent, NewSent());
            }

            try
            {
                await stream.WriteAsync(_leaving.WrittenMemory);
                _leaving.ResetWrittenCount();
                Interlocked.Increment(ref _writes);
                sent.SetResult();
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException or InvalidOperationException)
            {
                var lost = new MqttConnectionLost($"The connection ended while sending: {failure.Message}", null, failure);
                Close(lost);
                sent.SetException(_closed!);
                _ = sent.Task.Exception;
                // So that who reads finds out too.
                await stream.DisposeAsync();
                return;
            }
        }
    }

    private static TaskCompletionSource NewSent() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
