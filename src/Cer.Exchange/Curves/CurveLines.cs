using System.Text;

namespace Cer.Exchange.Curves;

/// <summary>The records of a file with semicolons, one a line; quotes are optional and end on their line.</summary>
/// <remarks>Read as Latin-1: everything that is looked at is ASCII, so that a name in the preamble may be in any encoding.</remarks>
internal sealed class CurveLines(ReadOnlyMemory<byte> text)
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private readonly List<string> _fields = [];
    private int _at = text.Span.StartsWith(Mark) ? Mark.Length : 0;

    public long Line { get; private set; }

    public IReadOnlyList<string> Fields => _fields;

    /// <summary>What is wrong with the record; null when nothing is.</summary>
    public (string Found, string Expected)? Fault { get; private set; }

    /// <summary>Goes to the next line that is not blank.</summary>
    public bool Read()
    {
        while (_at < text.Length)
        {
            var rest = text.Span[_at..];
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            _at += line.Length + 1;
            Line++;
            if (line.Length > 0 && line[^1] == '\r') line = line[..^1];
            if (line.IsEmpty) continue;
            Fault = Split(line);
            return true;
        }

        return false;
    }

    private (string Found, string Expected)? Split(ReadOnlySpan<byte> line)
    {
        _fields.Clear();
        if (line.Length > CurveLimits.LineBytes)
            return ($"a line of {line.Length} bytes", $"at most {CurveLimits.LineBytes}");
        if (line.Contains((byte)0)) return ("a byte that is no text (NUL)", "a text file, in UTF-8 or Latin-1");
        while (true)
        {
            if (_fields.Count == CurveLimits.LineFields)
                return ($"more than {CurveLimits.LineFields} columns", "a day and its quarters");
            int end;
            if (!line.IsEmpty && line[0] == '"')
            {
                var close = 1;
                while (close < line.Length && (line[close] != '"' || (close + 1 < line.Length && line[close + 1] == '"')))
                    close += line[close] == '"' ? 2 : 1;
                if (close >= line.Length) return ("a quote that is not closed", "a closing quote on the same line");
                _fields.Add(Encoding.Latin1.GetString(line[1..close]).Replace("\"\"", "\"", StringComparison.Ordinal));
                line = line[(close + 1)..];
                if (line.IsEmpty) return null;
                if (line[0] != ';') return ("a text after a closing quote", "a semicolon");
                end = 0;
            }
            else
            {
                end = line.IndexOf((byte)';');
                _fields.Add(Encoding.Latin1.GetString(end < 0 ? line : line[..end]));
                if (end < 0) return null;
            }

            line = line[(end + 1)..];
        }
    }
}
