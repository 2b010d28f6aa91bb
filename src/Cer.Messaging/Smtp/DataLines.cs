using System.Buffers;

namespace Cer.Messaging.Smtp;

/// <summary>Writes a letter as the DATA command wants it: lines that end in CR LF, and a dot doubled at a line's start.</summary>
/// <remarks>RFC 5321 2.3.8 and 4.5.2. A CR or LF alone becomes a line's end, so that no server finds a hidden one.</remarks>
public static class DataLines
{
    /// <summary>RFC 5321 4.5.3.1.6: a thousand with CR LF.</summary>
    public const int LongestLine = 998;

    /// <summary>What a server may not take in it, as a sentence; null when it takes all.</summary>
    public static string? Problem(ReadOnlySpan<byte> letter)
    {
        if (letter.Contains((byte)0)) return "Found a NUL in the letter, expected text.";
        while (letter.Length > 0)
        {
            var end = letter.IndexOfAny((byte)'\r', (byte)'\n');
            var length = end < 0 ? letter.Length : end;
            if (length > LongestLine) return $"Found a line of {length} bytes in the letter, expected at most {LongestLine}.";
            letter = end < 0 ? [] : letter[(end + 1)..];
        }

        return null;
    }

    /// <summary>The letter without the final dot, which is a step of its own.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlySpan<byte> letter)
    {
        var output = new ArrayBufferWriter<byte>(letter.Length + 1024);
        while (letter.Length > 0)
        {
            if (letter[0] == '.') output.Write("."u8);
            var end = letter.IndexOfAny((byte)'\r', (byte)'\n');
            output.Write(end < 0 ? letter : letter[..end]);
            output.Write("\r\n"u8);
            if (end < 0) break;
            var isPair = letter[end] == '\r' && end + 1 < letter.Length && letter[end + 1] == '\n';
            letter = letter[(end + (isPair ? 2 : 1))..];
        }

        return output.WrittenMemory;
    }
}
