using System.Globalization;
using System.Text;

namespace Cer.Messaging.Mime;

/// <summary>Writes a parameter of a header, such as a file's name: quoted, or in UTF-8 and pieces (RFC 2231).</summary>
public static class MimeParameter
{
    private const int LongestPiece = 60;

    /// <summary>Each line of it begins with a semicolon, a line's end and a space.</summary>
    public static string Of(string name, string value)
    {
        if (value.Length <= LongestPiece && value.All(IsQuotable)) return $";\r\n {name}=\"{value}\"";
        List<string> pieces = [];
        var piece = new StringBuilder("utf-8''");
        foreach (var rune in value.EnumerateRunes())
        {
            var coded = Coded(rune);
            if (piece.Length + coded.Length > LongestPiece)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(coded);
        }

        pieces.Add(piece.ToString());
        if (pieces.Count == 1) return $";\r\n {name}*={pieces[0]}";
        return string.Concat(
            pieces.Select((text, i) => string.Create(CultureInfo.InvariantCulture, $";\r\n {name}*{i}*={text}")));
    }

    private static bool IsQuotable(char character) => character is >= ' ' and < '\x7f' and not ('"' or '\\');

    private static string Coded(Rune rune)
    {
        if (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '.' or '_')) return rune.ToString();
        Span<byte> bytes = stackalloc byte[4];
        var length = rune.EncodeToUtf8(bytes);
        var coded = new StringBuilder();
        foreach (var value in bytes[..length]) coded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        return coded.ToString();
    }
}
