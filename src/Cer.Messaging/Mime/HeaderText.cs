using System.Text;

namespace Cer.Messaging.Mime;

/// <summary>Writes text into a header: as it stands where it may, else in encoded words (RFC 2047), folded.</summary>
public static class HeaderText
{
    /// <summary>RFC 2047 2: an encoded word has at most 75 characters, a line that holds one at most 76.</summary>
    private const int LongestLine = 76;
    private const string Open = "=?utf-8?B?";
    private const string Close = "?=";

    // What fits between the two, in whole groups of three bytes: (75 - 12) / 4 * 3.
    private const int MostBytes = 45;

    /// <summary>A whole header of free text, such as a subject, with its line's end.</summary>
    public static string Line(string name, string text) => $"{name}: {Value(text, name.Length + 2)}\r\n";

    /// <summary>A header of an address with a name before it.</summary>
    public static string Mailbox(string name, string? person, string address)
    {
        if (person is null) return $"{name}: {address}\r\n";
        var first = name.Length + 2;
        var phrase = IsPlainPhrase(person) && first + person.Length <= LongestLine ? person : Encoded(person, first);
        return $"{name}: {phrase}\r\n <{address}>\r\n";
    }

    private static string Value(string text, int first)
    {
        var isPlain = text.Length > 0
            && text.All(character => character is >= ' ' and < '\x7f')
            && !text.Contains("=?", StringComparison.Ordinal)
            && text[0] != ' ' && text[^1] != ' ' && first + text.Length <= LongestLine;
        return isPlain ? text : Encoded(text, first);
    }

    private static string Encoded(string text, int first)
    {
        var output = new StringBuilder();
        var piece = new byte[MostBytes];
        Span<byte> character = stackalloc byte[4];
        var (length, room) = (0, RoomAfter(first));
        foreach (var rune in text.EnumerateRunes())
        {
            // A half of a pair becomes the mark of replacement; whatever ends a line becomes a space.
            var written = (Rune.IsControl(rune) ? new Rune(' ') : rune).EncodeToUtf8(character);
            if (length + written > room)
            {
                Flush();
                room = MostBytes;
            }

            character[..written].CopyTo(piece.AsSpan(length));
            length += written;
        }

        Flush();
        return output.ToString();

        void Flush()
        {
            if (output.Length > 0) output.Append("\r\n ");
            output.Append(Open).Append(Convert.ToBase64String(piece.AsSpan(0, length))).Append(Close);
            length = 0;
        }
    }

    /// <summary>How many bytes fit into the word that begins behind the header's name.</summary>
    private static int RoomAfter(int first) =>
        Math.Max(6, Math.Min(MostBytes, (LongestLine - first - Open.Length - Close.Length) / 4 * 3));

    // RFC 5322 3.2.3: letters, digits and a few signs may stand in a name without quotes.
    private static bool IsPlainPhrase(string text) => text.Length > 0 && text[0] != ' ' && text[^1] != ' '
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is ' ' or '-' or '\'');
}
