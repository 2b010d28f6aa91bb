using System.Text.RegularExpressions;

namespace Cer.Messaging.Post;

/// <summary>Finds headers and parts in a message, as far as reports of delivery need: no decoding, bounded depth.</summary>
internal sealed partial class MimeReader
{
    private const int MostHeaders = 1000;
    private const int MostParts = 50;
    private const int Deepest = 4;

    private readonly List<KeyValuePair<string, string>> _headers = [];
    private readonly int _depth;

    public MimeReader(string text)
        : this(text.ReplaceLineEndings("\n"), 0)
    {
    }

    private MimeReader(string text, int depth)
    {
        _depth = depth;
        var place = 0;
        while (place < text.Length && _headers.Count < MostHeaders)
        {
            var end = text.IndexOf('\n', place);
            var line = end < 0 ? text[place..] : text[place..end];
            place = end < 0 ? text.Length : end + 1;
            if (line.Length == 0) break;
            if (line[0] is ' ' or '\t' && _headers.Count > 0)
            {
                var (name, begun) = _headers[^1];
                // A header has no business being longer.
                if (begun.Length < 4000) _headers[^1] = new(name, begun + " " + line.Trim());
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) _headers.Add(new(line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }

        Body = text[place..];
    }

    public string Body { get; }

    public string MediaType => (Header("Content-Type") ?? "text/plain").Split(';')[0].Trim().ToLowerInvariant();

    public string? Header(string name) =>
        _headers.Find(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The parts of a multipart, and theirs, in order; none of another message.</summary>
    public IEnumerable<MimeReader> Parts()
    {
        if (_depth == Deepest || !MediaType.StartsWith("multipart/", StringComparison.Ordinal)) yield break;
        var match = BoundaryForm().Match(Header("Content-Type")!);
        if (!match.Success) yield break;
        var mark = "--" + (match.Groups["quoted"].Success ? match.Groups["quoted"].Value : match.Groups["bare"].Value);
        foreach (var text in ("\n" + Body).Split("\n" + mark, MostParts + 2)[1..])
        {
            if (text.StartsWith("--", StringComparison.Ordinal)) yield break;
            var start = text.IndexOf('\n', StringComparison.Ordinal);
            if (start < 0) continue;
            var part = new MimeReader(text[(start + 1)..], _depth + 1);
            yield return part;
            foreach (var inner in part.Parts()) yield return inner;
        }
    }

    [GeneratedRegex(
        """boundary\s*=\s*(?:"(?<quoted>[^"]{1,200})"|(?<bare>[^\s;"]{1,200}))""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BoundaryForm();
}
