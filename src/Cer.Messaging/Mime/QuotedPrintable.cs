using System.Text;

namespace Cer.Messaging.Mime;

/// <summary>Writes text in quoted-printable (RFC 2045 6.7): short lines of ASCII, whatever the text.</summary>
public static class QuotedPrintable
{
    private const int LongestLine = 76;
    private const string Digits = "0123456789ABCDEF";

    /// <summary>UTF-8; whatever ends a line ends it.</summary>
    public static string Of(string text)
    {
        var output = new StringBuilder(text.Length + (text.Length / 8));
        var isFirst = true;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (!isFirst) output.Append("\r\n");
            isFirst = false;
            AppendLine(output, Encoding.UTF8.GetBytes(line));
        }

        // The end of the last line belongs to the boundary behind it.
        return output.Append("\r\n").ToString();
    }

    private static void AppendLine(StringBuilder output, ReadOnlySpan<byte> line)
    {
        var column = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var isLast = i == line.Length - 1;
            // A space at a line's end would be lost on the way.
            var isPlain = line[i] is >= (
                byte)'!' and <= (byte)'~' and not (byte)'=' || (line[i] is (byte)' ' or (byte)'\t' && !isLast);
            var width = isPlain ? 1 : 3;
            // The soft break needs its own character, except behind what ends the line anyway.
            if (column + width > (isLast ? LongestLine : LongestLine - 1))
            {
                output.Append("=\r\n");
                column = 0;
            }

            if (isPlain) output.Append((char)line[i]);
            else output.Append('=').Append(Digits[line[i] >> 4]).Append(Digits[line[i] & 15]);
            column += width;
        }
    }
}
