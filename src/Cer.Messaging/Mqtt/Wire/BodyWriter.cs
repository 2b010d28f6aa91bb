using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Cer.Messaging.Mqtt.Wire;

/// <summary>Writes the fields of a packet's body; the same buffer again and again.</summary>
internal sealed class BodyWriter
{
    public const int LargestText = ushort.MaxValue;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public BodyWriter Clear()
    {
        _bytes.ResetWrittenCount();
        return this;
    }

    public BodyWriter Byte(int value)
    {
        _bytes.Write([(byte)value]);
        return this;
    }

    public BodyWriter Short(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.GetSpan(2), (ushort)value);
        _bytes.Advance(2);
        return this;
    }

    public BodyWriter Int(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
        return this;
    }

    public BodyWriter Bytes(ReadOnlySpan<byte> value)
    {
        if (value.Length > LargestText)
            throw new ArgumentException($"Found {value.Length} bytes for one field, expected at most {LargestText}.");
        Short(value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <exception cref="ArgumentException">Too long, with the character zero, or with half a surrogate pair.</exception>
    public BodyWriter Text(string value) => value.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException("Found a text with the character zero, expected none.")
        : Bytes(StrictUtf8.GetBytes(value));

    /// <summary>The properties gathered in another writer, after their length.</summary>
    public BodyWriter Section(BodyWriter properties)
    {
        WriteVariable(_bytes, properties.Written.Length);
        _bytes.Write(properties.Written);
        return this;
    }

    /// <summary>The frame: first byte, length, what was written here, payload.</summary>
    public void WriteFrame(IBufferWriter<byte> output, byte first, ReadOnlySpan<byte> payload = default)
    {
        output.Write([first]);
        WriteVariable(output, Written.Length + payload.Length);
        output.Write(Written);
        output.Write(payload);
    }

    private static void WriteVariable(IBufferWriter<byte> output, int value)
    {
        var span = output.GetSpan(4);
        var count = 0;
        do
        {
            var low = value & 0x7F;
            value >>= 7;
            span[count++] = (byte)(value > 0 ? low | 0x80 : low);
        }
        while (value > 0);
        output.Advance(count);
    }
}
