using System.IO.Pipelines;

namespace Cer.Messaging.Mqtt.Wire;

/// <summary>The packets of a stream, as many as each read brings.</summary>
internal sealed class PacketInput(Stream stream, PacketReader packets, int largestMessage)
{
    private const int BufferSize = 128 * 1024;

    private readonly PipeReader _pipe = PipeReader.Create(stream, new(bufferSize: BufferSize, minimumReadSize: 16 * 1024));
    private long _reads;
    private MqttProtocolError? _fault;

    /// <summary>Grows whenever something came, be it part of a packet.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>Adds the next packets to the list; false when the peer has ended the stream.</summary>
    /// <exception cref="MqttProtocolError">The bytes are no packets.</exception>
    public async ValueTask<bool> ReadAsync(List<Packet> found, CancellationToken cancellation)
    {
        if (_fault is not null) throw _fault;
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellation);
            Interlocked.Increment(ref _reads);
            var buffer = read.Buffer;
            try
            {
                while (FrameReader.TryRead(ref buffer, largestMessage, out var frame)) found.Add(packets.Read(frame));
            }
            catch (MqttProtocolError fault) when (found.Count > 0)
            {
                // What came before it is good, and is told first.
                _fault = fault;
            }

            _pipe.AdvanceTo(buffer.Start, buffer.End);
            if (found.Count > 0) return true;
            if (read.IsCompleted) return false;
        }
    }
}
