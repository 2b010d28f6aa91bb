namespace Cer.Workflows.Expressions.Liquid;

/// <summary>Reads a template: texts, outputs, tags and what stands between them.</summary>
internal sealed partial class LiquidParser(string text)
{
    private const int Deepest = 100;
    private int _at;
    private int _depth;
    private bool _trimNext;
    private Tag? _stopped;

    /// <summary>A tag: its name, and where its own text begins and ends.</summary>
    private sealed record Tag(string Name, int At, int Start, int End);

    public IReadOnlyList<LiquidNode> Template()
    {
        var nodes = Nodes([]);
        return _stopped is null ? nodes : throw Error(_stopped.At, $"The tag {_stopped.Name} closes nothing that is open.");
    }

    private ExpressionException Error(int at, string sentence) => JavaScript.Place.Error(text, at, sentence);

    /// <summary>Everything up to one of the tags named, which is left in _stopped.</summary>
    private List<LiquidNode> Nodes(string[] until)
    {
        if (++_depth > Deepest) throw Error(_at, $"The template is nested deeper than {Deepest}.");
        var nodes = new List<LiquidNode>();
        _stopped = null;
        while (_at < text.Length)
        {
            var open = Opening();
            Plain(nodes, open);
            if (open >= text.Length) break;
            if (text[open + 1] == '{')
            {
                nodes.Add(Output(open));
                continue;
            }
            var tag = ReadTag(open);
            if (Array.IndexOf(until, tag.Name) >= 0 || IsClosing(tag.Name))
            {
                _stopped = tag;
                break;
            }
            if (Build(tag) is { } node) nodes.Add(node);
        }
        _depth--;
        return nodes;
    }

    private static bool IsClosing(string name) =>
        name is "else" or "elsif" or "when" || name.StartsWith("end", StringComparison.Ordinal);

    private int Opening()
    {
        for (var at = _at; ; at++)
        {
            at = text.IndexOf('{', at);
            if (at < 0 || at + 1 >= text.Length) return text.Length;
            if (text[at + 1] is '{' or '%') return at;
        }
    }

    private void Plain(List<LiquidNode> nodes, int open)
    {
        var part = text.AsSpan(_at, open - _at);
        if (_trimNext) part = part.TrimStart();
        if (open + 2 < text.Length && text[open + 2] == '-') part = part.TrimEnd();
        if (part.Length > 0) nodes.Add(new LiquidText(_at, part.ToString()));
        _trimNext = false;
        _at = open;
    }

    /// <summary>Where the text between opening and closing marks begins and ends; quotes hide closing marks.</summary>
    private (int Start, int End) Inside(int open, string close)
    {
        var start = open + 2;
        if (start < text.Length && text[start] == '-') start++;
        var quote = '\0';
        for (var at = start; at + 1 < text.Length; at++)
        {
            if (quote != '\0')
            {
                if (text[at] == quote) quote = '\0';
                continue;
            }
            if (text[at] is '"' or '\'') quote = text[at];
            if (string.CompareOrdinal(text, at, close, 0, 2) != 0) continue;
            _trimNext = at > start && text[at - 1] == '-';
            _at = at + 2;
            return (start, _trimNext ? at - 1 : at);
        }
        throw Error(open, $"The '{text.Substring(open, 2)}' here has no closing '{close}'.");
    }

    private LiquidOutput Output(int open)
    {
        var (start, end) = Inside(open, "}}");
        var markup = new LiquidMarkup(text, start, end);
        if (markup.AtEnd) return new LiquidOutput(open, _ => null);
        var part = markup.Filtered();
        markup.End();
        return new LiquidOutput(open, part);
    }

    private Tag ReadTag(int open)
    {
        var hash = open + 2;
        while (hash < text.Length && (text[hash] == '-' || char.IsWhiteSpace(text[hash]))) hash++;
        if (hash < text.Length && text[hash] == '#')
        {
            var close = text.IndexOf("%}", hash, StringComparison.Ordinal);
            if (close < 0) throw Error(open, "The '{%' here has no closing '%}'.");
            _trimNext = text[close - 1] == '-';
            _at = close + 2;
            return new Tag("#", open, close, close);
        }
        var (start, end) = Inside(open, "%}");
        var markup = new LiquidMarkup(text, start, end);
        var name = markup.Name("the name of a tag");
        return new Tag(name, open, markup.At, end);
    }

    private LiquidMarkup Markup(Tag tag) => new(text, tag.Start, tag.End);

    /// <summary>The text up to the closing tag, unread.</summary>
    private string Raw(Tag tag)
    {
        var from = _at;
        var depth = 1;
        for (var at = _at; ; at += 2)
        {
            at = text.IndexOf("{%", at, StringComparison.Ordinal);
            if (at < 0) throw Error(tag.At, $"The tag {tag.Name} has no {{% end{tag.Name} %}}.");
            var name = text.AsSpan(at + 2).TrimStart("- \t\r\n");
            if (tag.Name == "comment" && name.StartsWith("comment")) depth++;
            if (!name.StartsWith($"end{tag.Name}") || --depth > 0) continue;
            var trim = text[at + 2] == '-';
            var inside = text[from..at];
            if (_trimNext) inside = inside.TrimStart();
            Inside(at, "%}");
            return trim ? inside.TrimEnd() : inside;
        }
    }
}
