using System.Buffers;

namespace Cer.Messaging.Mqtt.Wire;

/// <summary>Cuts a stream of bytes into frames. Refuses what no broker may send before its body is awaited.</summary>
/// <remarks>MQTT 5 and 3.1.1, section 2: fixed header.</remarks>
internal static class FrameReader
{
    /// <summary>More than any answer of a broker needs; only messages may be larger.</summary>
    public const int LargestAnswer = 128 * 1024;

    private const int LengthBytes = 4;

    /// <summary>Takes one frame off the front; false when not all of it is there.</summary>
    /// <exception cref="MqttProtocolError">It is not one, or is larger than allowed.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, int largestMessage, out Frame frame)
    {
        frame = default;
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryRead(out var first)) return false;
        CheckFirst(first);
        if (!TryReadLength(ref reader, out var length)) return false;
        var most = first >> 4 == (int)PacketKind.Publish ? largestMessage : LargestAnswer;
        if (length > most) throw Fault.TooLarge($"Found a packet of {length} bytes, expected at most {most}.");
        if (reader.Remaining < length) return false;

        var body = length == 0 ? [] : GC.AllocateUninitializedArray<byte>(length);
        reader.TryCopyTo(body);
        reader.Advance(length);
        buffer = buffer.Slice(reader.Position);
        frame = new(first, body);
        return true;
    }

    private static void CheckFirst(byte first)
    {
        var kind = (PacketKind)(first >> 4);
        var flags = first & 0x0F;
        switch (kind)
        {
            case PacketKind.Publish when (flags & 0b0110) == 0b0110:
                throw Fault.Malformed($"Found a message of quality 3, expected 0 or 1.");
            case PacketKind.Publish when (flags & 0b0100) != 0:
                throw Fault.Protocol($"Found a message of quality 2, expected 0 or 1.");
            case PacketKind.Publish when (flags & 0b1110) == 0b1000:
                throw Fault.Malformed($"Found a message of quality 0 flagged as duplicate.");
            case PacketKind.Publish:
                break;
            case PacketKind.ConnAck or PacketKind.PubAck or PacketKind.SubAck or PacketKind.UnsubAck
                or PacketKind.PingResponse or PacketKind.Disconnect:
                if (flags != 0) throw Fault.Malformed($"Found flags {flags:X} on a packet of type {kind}, expected none.");
                break;
            default:
                throw Fault.Protocol($"Found a packet of type {(int)kind}, which no broker may send to this client.");
        }
    }

    private static bool TryReadLength(ref SequenceReader<byte> reader, out int length)
    {
        length = 0;
        for (var i = 0; i < LengthBytes; i++)
        {
            if (!reader.TryRead(out var next)) return false;
            length |= (next & 0x7F) << (7 * i);
            if (next == 0 && i > 0) throw Fault.Malformed($"Found a length with more bytes than it needs.");
            if (next < 0x80) return true;
        }

        throw Fault.Malformed($"Found a length of more than {LengthBytes} bytes.");
    }
}
