using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Cer.Operations.Auditing;

/// <summary>The bytes of an entry that its hash is taken of: two entries that differ in anything have different ones.</summary>
/// <remarks>The same layout is in the function core.chain_bytes of the database, which writes; this reads and checks.</remarks>
public static class ChainBytes
{
    public const int HashLength = 32;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly byte[] Form = "cer-chain-1"u8.ToArray();

    /// <exception cref="EncoderFallbackException">A text holds half of a surrogate pair.</exception>
    /// <exception cref="ArgumentException">The hash before it is not one.</exception>
    public static byte[] Of(string community, ChainEntry entry)
    {
        if (entry.Previous.Length != HashLength)
            throw new ArgumentException($"Found {entry.Previous.Length} bytes, expected a hash of {HashLength}.", nameof(entry));
        using var bytes = new MemoryStream();
        bytes.Write(Form);
        bytes.Write(entry.Previous.Span);
        WriteNumber(bytes, entry.Sequence);
        WriteNumber(bytes, entry.At.ToUnixTimeTicks() / 10);
        Span<byte> length = stackalloc byte[4];
        foreach (var text in (string[])[community, entry.Who, entry.What, entry.Subject, entry.Detail])
        {
            var part = Utf8.GetBytes(text);
            BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
            bytes.Write(length);
            bytes.Write(part);
        }

        return bytes.ToArray();
    }

    public static byte[] HashOf(string community, ChainEntry entry) => SHA256.HashData(Of(community, entry));

    private static void WriteNumber(MemoryStream bytes, long number)
    {
        Span<byte> place = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(place, number);
        bytes.Write(place);
    }
}
