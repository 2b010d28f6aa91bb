using System.Text;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>encodeURIComponent and its kin.</summary>
internal static class Addresses
{
    private const string Marks = "-_.!~*'()";
    private const string Reserved = ";/?:@&=+$,#";

    public static readonly BuiltIn[] All =
    [
        new("encodeURIComponent", 1, (e, _, a) => Encode(e, Coerce.Text(e, a[0]), Marks)),
        new("encodeURI", 1, (e, _, a) => Encode(e, Coerce.Text(e, a[0]), Marks + Reserved)),
        new("decodeURIComponent", 1, (e, _, a) => Decode(e, Coerce.Text(e, a[0]), "")),
        new("decodeURI", 1, (e, _, a) => Decode(e, Coerce.Text(e, a[0]), Reserved)),
    ];

    private static string Encode(Evaluation e, string text, string kept)
    {
        e.Spend(6L * text.Length);
        e.Work(text.Length / 16);
        var made = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var mark = text[i];
            if (char.IsAsciiLetterOrDigit(mark) || kept.Contains(mark, StringComparison.Ordinal))
            {
                made.Append(mark);
                continue;
            }
            var pair = char.IsHighSurrogate(mark) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (char.IsSurrogate(mark) && !pair) throw Malformed(e);
            foreach (var part in Encoding.UTF8.GetBytes(text.Substring(i, pair ? 2 : 1))) made.Append('%').Append(part.ToString("X2",
                Coerce.Invariant));
            if (pair) i++;
        }
        return made.ToString();
    }

    private static string Decode(Evaluation e, string text, string kept)
    {
        e.Spend(2L * text.Length);
        e.Work(text.Length / 16);
        var made = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                made.Append(text[i]);
                continue;
            }
            var start = i;
            var bytes = new List<byte> { Byte(e, text, i) };
            var more = bytes[0] switch
            {
                < 0x80 => 0,
                >= 0xC2 and < 0xE0 => 1,
                >= 0xE0 and < 0xF0 => 2,
                >= 0xF0 and < 0xF5 => 3,
                _ =>
                throw Malformed(e)
            };
            i += 2;
            while (more-- > 0)
            {
                if (i + 1 >= text.Length || text[i + 1] != '%') throw Malformed(e);
                bytes.Add(Byte(e, text, i + 1));
                i += 3;
            }
            string part;
            try
            {
                part = Strict.GetString([.. bytes]);
            }
            catch (ArgumentException)
            {
                throw Malformed(e);
            }
            made.Append(kept.Contains(part, StringComparison.Ordinal) ? text[start..(i + 1)] : part);
        }
        return made.ToString();
    }

    private static readonly UTF8Encoding Strict = new(false, true);

    private static byte Byte(Evaluation e, string text, int at) =>
        at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier,
            Coerce.Invariant, out var value)
            ? value : throw Malformed(e);

    private static Thrown Malformed(Evaluation e) => new(new ErrorValue("URIError", "URI malformed"), e.Here);
}
