using System.Buffers.Binary;
using System.Text;

namespace Cer.Messaging.Mqtt.Wire;

/// <summary>Reads the fields of a packet's body in their order.</summary>
/// <remarks>MQTT 5, section 1.5: data representation.</remarks>
internal ref struct BodyReader(ReadOnlySpan<byte> body)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _body = body;

    public int Position { get; private set; }

    public readonly int Left => _body.Length - Position;

    public byte Byte() => Take(1)[0];

    public ushort Short() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint Int() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ReadOnlySpan<byte> Bytes() => Take(Short());

    public string Text()
    {
        var bytes = Bytes();
        if (bytes.Contains((byte)0)) throw Fault.Malformed($"Found a text with the character zero.");
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Fault.Malformed($"Found a text that is not UTF-8.");
        }
    }

    /// <summary>A number below 2^28 in one to four bytes.</summary>
    public int Variable()
    {
        var value = 0;
        for (var shift = 0; shift < 28; shift += 7)
        {
            var next = Byte();
            value |= (next & 0x7F) << shift;
            if (next == 0 && shift > 0) throw Fault.Malformed($"Found a number with more bytes than it needs.");
            if (next < 0x80) return value;
        }

        throw Fault.Malformed($"Found a number of more than 4 bytes.");
    }

    public readonly void ExpectEnd()
    {
        if (Left > 0) throw Fault.Malformed($"Found {Left} bytes after the end of a packet.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left) throw Fault.Malformed($"Found a packet that ends {count - Left} bytes early.");
        var taken = _body.Slice(Position, count);
        Position += count;
        return taken;
    }
}
