using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>A pattern that cannot be read, or uses what is not known here.</summary>
internal sealed class PatternRefused(string message) : Exception(message);

/// <summary>A regular expression as it is written, and as .NET understands it.</summary>
/// <remarks>
/// JavaScript and .NET write nearly the same; what differs (digits and letters of ASCII only, the meaning of <c>$</c>, the
/// numbers of named groups, references to groups that took no part) is rewritten. A match may take a quarter of a second.
/// </remarks>
internal sealed class PatternSource
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(0.25);
    private const string Digit = "0-9";
    private const string Letter = "a-zA-Z0-9_";
    private const string Blank = "\\t\\n\\v\\f\\r \\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF";

    private const string NoBlank = "!-\\u009F\\u00A1-\\u167F\\u1681-\\u1FFF\\u200B-\\u2027"
        + "\\u202A-\\u202E\\u2030-\\u205E\\u2060-\\u2FFF\\u3001-\\uFEFE\\uFF00-\\uFFFF\\u0000-\\u0008\\u000E-\\u001F";

    private readonly List<string> _names = [];
    private readonly int _groups;

    public PatternSource(string text, string flags)
    {
        (Text, Flags) = (text, string.Concat(flags.Order()));
        if (flags.Distinct().Count() != flags.Length || flags.Any(flag => !"dgimsuy".Contains(flag, StringComparison.Ordinal)))
            throw new PatternRefused($"Invalid regular expression flags '{flags}'");
        if (text.Length > 10_000) throw new PatternRefused("The pattern is longer than 10000 characters.");
        Count(text);
        _groups = _names.Count;
        var options = RegexOptions.CultureInvariant | (flags.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : 0);
        try
        {
            Regex = new Regex(Rewritten(), options, LongestMatch);
        }
        catch (ArgumentException exception)
        {
            throw new PatternRefused($"Invalid regular expression: /{text}/: {exception.Message.Split(". ")[^1]}");
        }
    }

    public string Text { get; }

    public string Flags { get; }

    public Regex Regex { get; }

    /// <summary>The names of the groups from 1 on; empty where a group has none.</summary>
    public IReadOnlyList<string> Names => _names;

    public bool Global => Flags.Contains('g', StringComparison.Ordinal);

    public bool Sticky => Flags.Contains('y', StringComparison.Ordinal);

    private void Count(string text)
    {
        var inClass = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '[') inClass = true;
            else if (text[i] == ']') inClass = false;
            else if (text[i] == '(' && !inClass)
            {
                if (i + 1 >= text.Length || text[i + 1] != '?') _names.Add("");
                else if (i + 3 < text.Length && text[i + 2] == '<' && text[i + 3] is not ('=' or '!'))
                    _names.Add(text[(i + 3)..Math.Max(i + 3, text.IndexOf('>', i))]);
            }
        }
    }

    private string Rewritten()
    {
        var (multiline, dotAll) = (Flags.Contains('m', StringComparison.Ordinal), Flags.Contains('s', StringComparison.Ordinal));
        var made = new StringBuilder();
        var group = 0;
        for (var i = 0; i < Text.Length; i++)
        {
            switch (Text[i])
            {
                case '\\': i = Escape(made, i); break;
                case '[': i = Class(made, i); break;
                case '.': made.Append(dotAll ? "[\\s\\S]" : "[^\\n\\r\\u2028\\u2029]"); break;
                case '^': made.Append(multiline ? "(?<=\\A|[\\n\\r\\u2028\\u2029])" : "\\A"); break;
                case '$': made.Append(multiline ? "(?=[\\n\\r\\u2028\\u2029]|\\z)" : "\\z"); break;
                case '(' when i + 1 >= Text.Length || Text[i + 1] != '?': made.Append(Coerce.Invariant, $"(?<{++group}>"); break;
                case '(':
                    var rest = Text.AsSpan(i + 2);
                    if (rest.StartsWith("<") && !rest.StartsWith("<=") && !rest.StartsWith("<!"))
                    {
                        var end = Text.IndexOf('>', i);
                        if (end < 0) throw new PatternRefused($"Invalid regular expression: /{Text}/: Invalid capture group name");
                        made.Append(Coerce.Invariant, $"(?<{++group}>");
                        i = end;
                    }
                    else if (rest.StartsWith(":") || rest.StartsWith("=") || rest.StartsWith("!") || rest.StartsWith("<"))
                    {
                        var count = rest[0] == '<' ? 3 : 2;
                        made.Append(Text, i, count + (rest[0] == '<' ? 1 : 1));
                        i += count;
                    }
                    else throw new PatternRefused($"Invalid regular expression: /{Text}/: Invalid group");
                    break;
                case '{' when !Quantifier(i): made.Append("\\{"); break;
                case '}' when Flags.Contains('u', StringComparison.Ordinal) || made.Length == 0: made.Append("\\}"); break;
                case '#' or ' ': made.Append('\\').Append(Text[i]); break;
                default: made.Append(Text[i]); break;
            }
        }
        return made.ToString();
    }

    private bool Quantifier(int at)
    {
        var end = Text.IndexOf('}', at);
        if (end < 0) return false;
        var parts = Text[(at + 1)..end].Split(',');
        return parts.Length <= 2 && parts[0].Length > 0 && parts.All(part => part.All(char.IsAsciiDigit));
    }

    private int Escape(StringBuilder made, int at)
    {
        if (at + 1 >= Text.Length) throw new PatternRefused($"Invalid regular expression: /{Text}/: \\ at end of pattern");
        var mark = Text[at + 1];
        switch (mark)
        {
            case 'b': made.Append($"(?:(?<=[{Letter}])(?![{Letter}])|(?<![{Letter}])(?=[{Letter}]))"); return at + 1;
            case 'B': made.Append($"(?:(?<=[{Letter}])(?=[{Letter}])|(?<![{Letter}])(?![{Letter}]))"); return at + 1;
            case 'D': made.Append($"[^{Digit}]"); return at + 1;
            case 'W': made.Append($"[^{Letter}]"); return at + 1;
            case 'S': made.Append($"[^{Blank}]"); return at + 1;
            case 'd' or 'w' or 's': made.Append('[').Append(Range(mark)).Append(']'); return at + 1;
            case 'k' when _names.Exists(name => name.Length > 0):
                var close = Text.IndexOf('>', at);
                var index = close < 0 ? 0 : _names.IndexOf(Text[Math.Min(at + 3, close)..close]) + 1;
                if (index == 0) throw new PatternRefused($"Invalid regular expression: /{Text}/: Invalid named reference");
                made.Append(Coerce.Invariant, $"(?({index})\\k<{index}>)");
                return close;
            case >= '1' and <= '9':
                var end = at + 1;
                while (end < Text.Length && char.IsAsciiDigit(Text[end]) && end - at < 4) end++;
                var number = int.Parse(Text.AsSpan(at + 1, end - at - 1), Coerce.Invariant);
                if (number > _groups) throw new PatternRefused($"Invalid regular expression: /{Text}/: Invalid escape");
                made.Append(Coerce.Invariant, $"(?({number})\\k<{number}>)");
                return end - 1;
            default: return Character(made, at);
        }
    }

    private static string Range(char mark) => mark switch { 'd' => Digit, 'w' => Letter, _ => Blank };

    /// <summary>An escape that stands for one character.</summary>
    private int Character(StringBuilder made, int at)
    {
        var mark = Text[at + 1];
        switch (mark)
        {
            case 't' or 'n' or 'v' or 'f' or 'r': made.Append('\\').Append(mark); return at + 1;
            case '0': made.Append("\\x00"); return at + 1;
            case 'p' or 'P' when Flags.Contains('u', StringComparison.Ordinal):
                var end = Text.IndexOf('}', at);
                var name = end < 0 ? "" : Text[(at + 3)..end];
                if (name is not ("L" or "Lu" or "Ll" or "N" or "Nd" or "P" or "S" or "Z"))
                    throw new PatternRefused("Of \\p{…} patterns know here L, Lu, Ll, N, Nd, P, S and Z: write a class "
                        + "such as [a-zà-ù] instead.");
                made.Append(Coerce.Invariant, $"\\{mark}{{{name}}}");
                return end;
            case 'x' when Hex(at + 2, 2) is { } code: return Append(code, at + 3);
            case 'u' when Hex(at + 2, 4) is { } code: return Append(code, at + 5);
            case 'u' when at + 2 < Text.Length && Text[at + 2] == '{' && Flags.Contains('u', StringComparison.Ordinal):
                var close = Text.IndexOf('}', at);
                if (close < 0 || Hex(at + 3, close - at - 3) is not { } point || point > 0xFFFF)
                    throw new PatternRefused("In patterns \\u{…} reaches to FFFF here.");
                return Append(point, close);
            case 'c' when at + 2 < Text.Length && char.IsAsciiLetter(Text[at + 2]): return Append(Text[at + 2] % 32, at + 2);
            default:
                made.Append(Regex.Escape(mark.ToString()));
                if (mark is ']' or '}' or '-') made.Insert(made.Length - 1, '\\');
                return at + 1;
        }

        int Append(int code, int last)
        {
            made.Append(Coerce.Invariant, $"\\u{code:X4}");
            return last;
        }
    }

    private int? Hex(int at, int count) => count is > 0 and < 7 && at + count <= Text.Length
        && int.TryParse(Text.AsSpan(at, count), NumberStyles.AllowHexSpecifier, Coerce.Invariant, out var code) ? code : null;

    private int Class(StringBuilder made, int at)
    {
        var i = at + 1;
        var negative = i < Text.Length && Text[i] == '^';
        if (negative) i++;
        var inside = new StringBuilder();
        for (; ; i++)
        {
            if (i >= Text.Length) throw new PatternRefused($"Invalid regular expression: /{Text}/: Unterminated character class");
            if (Text[i] == ']') break;
            if (Text[i] == '[') inside.Append("\\[");
            else if (Text[i] != '\\' || i + 1 >= Text.Length) inside.Append(Text[i]);
            else if (Text[i + 1] is 'd' or 'w' or 's') inside.Append(Range(Text[++i]));
            else if (Text[i + 1] is 'D') { inside.Append("\\u0000-/:-\\uFFFF"); i++; }
            else if (Text[i + 1] is 'W') { inside.Append("\\u0000-/:-@\\[-\\^`{-\\uFFFF"); i++; }
            else if (Text[i + 1] is 'S') { inside.Append(NoBlank); i++; }
            else if (Text[i + 1] is 'b') { inside.Append("\\u0008"); i++; }
            else i = Character(inside, i);
        }
        if (inside.Length == 0) made.Append(negative ? "[\\s\\S]" : "(?!)");
        else made.Append(negative ? "[^" : "[").Append(inside).Append(']');
        return i;
    }
}
