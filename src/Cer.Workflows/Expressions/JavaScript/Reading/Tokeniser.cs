using System.Text;

namespace Cer.Workflows.Expressions.JavaScript;

internal enum TokenKind
{
    End,
    Name,
    Mark,
    Number,
    Text,
}

/// <summary>The smallest part of a script.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, double Number, int Start, int End, bool AfterLineBreak);

/// <summary>Cuts a script into tokens, one at a time, because only the parser knows whether <c>/</c> begins a pattern.</summary>
internal sealed partial class Tokeniser(string text)
{
    private static readonly string[] Marks =
    [
        ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=",
        "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
        "<<", ">>", "**", "{", "}", "(", ")", "[", "]", ";", ",", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!",
        "~", "?", ":", "=", ".", "@", "#", "`",
    ];

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _at;

    public ExpressionException Error(int at, string sentence) => Place.Error(text, at, sentence);

    public Token Next()
    {
        var lineBreak = SkipBlank();
        var start = _at;
        if (_at >= text.Length) return new Token(TokenKind.End, "the end", 0, start, start, lineBreak);
        var first = text[_at];
        if (IsNameStart(first)) return new Token(TokenKind.Name, Name(), 0, start, _at, lineBreak);
        if (char.IsAsciiDigit(first) || (first == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
        {
            var number = Number();
            return new Token(TokenKind.Number, text[start.._at], number, start, _at, lineBreak);
        }
        if (first is '"' or '\'') return new Token(TokenKind.Text, Text(first), 0, start, _at, lineBreak);
        foreach (var mark in Marks)
        {
            if (string.CompareOrdinal(text, _at, mark, 0, mark.Length) != 0) continue;
            if (mark == "?." && _at + 2 < text.Length && char.IsAsciiDigit(text[_at + 2])) continue;
            _at += mark.Length;
            return new Token(TokenKind.Mark, mark, 0, start, _at, lineBreak);
        }
        throw Error(start, first == '\\'
            ? "Escapes in names are not known here: write the name plainly."
            : $"'{first}' does not belong here.");
    }

    /// <summary>Reads the pattern whose first slash stands at a place.</summary>
    public (string Pattern, string Flags) Pattern(int slash)
    {
        _at = slash + 1;
        for (var inClass = false; ; _at++)
        {
            if (_at >= text.Length || IsLineBreak(text[_at])) throw Error(slash, "The pattern has no closing '/'.");
            if (text[_at] == '\\') _at++;
            else if (text[_at] == '[') inClass = true;
            else if (text[_at] == ']') inClass = false;
            else if (text[_at] == '/' && !inClass) break;
        }
        var pattern = text[(slash + 1).._at++];
        var flags = _at;
        while (_at < text.Length && IsNamePart(text[_at])) _at++;
        return (pattern, text[flags.._at]);
    }

    /// <summary>Reads the text of a template from a place to the next <c>${</c> or its end.</summary>
    public (string Text, bool Last) TemplatePart(int from)
    {
        _at = from;
        var made = new StringBuilder();
        while (true)
        {
            if (_at >= text.Length) throw Error(from - 1, "The template has no closing '`'.");
            var next = text[_at++];
            if (next == '`') return (made.ToString(), true);
            if (next == '$' && _at < text.Length && text[_at] == '{')
            {
                _at++;
                return (made.ToString(), false);
            }
            if (next == '\\') Escape(made);
            else if (next != '\r') made.Append(next);
            else if (_at >= text.Length || text[_at] != '\n') made.Append('\n');
        }
    }

    private static bool IsLineBreak(char mark) => mark is '\n' or '\r' or '\u2028' or '\u2029';

    private static bool IsNameStart(char mark) => char.IsAsciiLetter(mark) || mark is '_' or '$' || (mark > 127 && char.IsLetter(mark));

    private static bool IsNamePart(char mark) => IsNameStart(mark) || char.IsDigit(mark);

    private bool SkipBlank()
    {
        var lineBreak = false;
        while (_at < text.Length)
        {
            var mark = text[_at];
            if (IsLineBreak(mark)) lineBreak = true;
            else if (mark == '/' && _at + 1 < text.Length && text[_at + 1] == '/')
            {
                while (_at < text.Length && !IsLineBreak(text[_at])) _at++;
                continue;
            }
            else if (mark == '/' && _at + 1 < text.Length && text[_at + 1] == '*')
            {
                var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0) throw Error(_at, "The comment has no closing '*/'.");
                lineBreak |= text.AsSpan(_at, end - _at).IndexOfAny("\n\r\u2028\u2029") >= 0;
                _at = end + 1;
            }
            else if (!char.IsWhiteSpace(mark) && mark != '\uFEFF') break;
            _at++;
        }
        return lineBreak;
    }

    /// <summary>One string per name, so that names are compared as references.</summary>
    public string One(string name)
    {
        if (_names.TryGetValue(name, out var known)) return known;
        return _names[name] = name;
    }

    private string Name()
    {
        var start = _at;
        while (_at < text.Length && IsNamePart(text[_at])) _at++;
        return One(text[start.._at]);
    }
}
