using System.Globalization;
using System.Text;

namespace Cer.Workflows.Expressions.CSharp;

/// <summary>A token: a name, a mark, a value written out, an interpolated text, or the end.</summary>
internal readonly record struct Word(char Kind, string Text, object? Value, int Start, int End);

/// <summary>Cuts C# into tokens.</summary>
internal sealed class CSharpTokens(string text)
{
    private static readonly string[] Marks =
    [
        "??=", ">>=", "<<=", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "<<", ">>",
        "(", ")", "[", "]", "{", "}", ".", ",", ";", ":", "?", "+", "-", "*", "/", "%", "<", ">", "!", "~", "=", "&", "|", "^",
    ];

    public int At { get; set; }

    public ExpressionException Error(int at, string sentence) => JavaScript.Place.Error(text, at, sentence);

    public Word Next()
    {
        SkipBlank();
        var start = At;
        if (At >= text.Length) return new Word('e', "the end", null, start, start);
        var first = text[At];
        if (char.IsLetter(first) || first == '_')
        {
            while (At < text.Length && (char.IsLetterOrDigit(text[At]) || text[At] == '_')) At++;
            return new Word('n', text[start..At], null, start, At);
        }
        if (char.IsAsciiDigit(first)) return new Word('v', "a number", Number(), start, At);
        if (text.AsSpan(At).StartsWith("\"\"\"")) throw Error(At, "Raw texts are not known here: write an ordinary text in quotes.");
        foreach (var opening in (string[])["$@\"", "@$\"", "$\"", "@\"", "\""])
        {
            if (string.CompareOrdinal(text, At, opening, 0, opening.Length) != 0) continue;
            At += opening.Length;
            if (opening.Contains('$', StringComparison.Ordinal)) return new Word('i', opening, null, start, At);
            return new Word('v', "a text", Text(opening.Contains('@', StringComparison.Ordinal)), start, At);
        }
        if (first == '\'')
        {
            At++;
            var made = new StringBuilder();
            if (At < text.Length) Character(made, verbatim: false);
            if (At >= text.Length || text[At++] != '\'')
                throw Error(start, "A character is one letter between ' and '; a text stands between \" and \".");
            return new Word('v', "a character", made.ToString(), start, At);
        }
        foreach (var mark in Marks)
        {
            if (string.CompareOrdinal(text, At, mark, 0, mark.Length) != 0) continue;
            At += mark.Length;
            return new Word('m', mark, null, start, At);
        }
        throw Error(start, $"'{first}' does not belong here.");
    }

    private void SkipBlank()
    {
        while (At < text.Length)
        {
            if (char.IsWhiteSpace(text[At]) || text[At] == '\uFEFF') At++;
            else if (text.AsSpan(At).StartsWith("//")) At = text.IndexOf('\n', At) is var end and >= 0 ? end : text.Length;
            else if (text.AsSpan(At).StartsWith("/*"))
                At = text.IndexOf("*/", At, StringComparison.Ordinal) is var end and >= 0 ? end + 2 :
                    throw Error(At, "The comment has no closing '*/'.");
            else return;
        }
    }

    private object Number()
    {
        var start = At;
        if (text[At] == '0' && At + 1 < text.Length && text[At + 1] is 'x' or 'X')
        {
            At += 2;
            while (At < text.Length && (char.IsAsciiHexDigit(text[At]) || text[At] == '_')) At++;
            return Whole(start, text[(start + 2)..At], NumberStyles.AllowHexSpecifier, isLong: false);
        }
        Digits();
        var fraction = At + 1 < text.Length && text[At] == '.' && char.IsAsciiDigit(text[At + 1]);
        if (fraction)
        {
            At++;
            Digits();
        }
        if (At < text.Length && text[At] is 'e' or 'E')
        {
            fraction = true;
            At++;
            if (At < text.Length && text[At] is '+' or '-') At++;
            Digits();
        }
        var written = text[start..At].Replace("_", "", StringComparison.Ordinal);
        var suffix = At < text.Length ? char.ToLowerInvariant(text[At]) : ' ';
        if (suffix is 'm' or 'd' or 'f' or 'l') At++;
        if (At < text.Length && char.IsLetterOrDigit(text[At])) throw Error(start, "The number does not end as a number of C# does.");
        if (suffix == 'm')
            return decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact :
                throw Error(start, "The number does not fit into decimal.");
        if (fraction || suffix is 'd' or 'f')
            return double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number :
                throw Error(start, "The number is not complete.");
        return Whole(start, written, NumberStyles.None, suffix == 'l');
    }

    private void Digits()
    {
        while (At < text.Length && (char.IsAsciiDigit(text[At]) || text[At] == '_')) At++;
    }

    private object Whole(int start, string written, NumberStyles style, bool isLong)
    {
        written = written.Replace("_", "", StringComparison.Ordinal);
        if (!isLong && int.TryParse(written, style, CultureInfo.InvariantCulture, out var small) && small >= 0) return small;
        return long.TryParse(written, style, CultureInfo.InvariantCulture, out var large) && large >= 0 ? large :
            throw Error(start, "The number does not fit into long.");
    }

    private string Text(bool verbatim)
    {
        var start = At - 1;
        var made = new StringBuilder();
        while (true)
        {
            if (At >= text.Length || (!verbatim && text[At] is '\n' or '\r')) throw Error(start, "The text has no closing \".");
            if (text[At] == '"' && !(verbatim && At + 1 < text.Length && text[At + 1] == '"'))
            {
                At++;
                return made.ToString();
            }
            Character(made, verbatim);
        }
    }

    /// <summary>One character of a text, or its escape.</summary>
    public void Character(StringBuilder made, bool verbatim)
    {
        var mark = text[At++];
        if (verbatim && mark == '"') At++;
        if (mark != '\\' || verbatim)
        {
            made.Append(mark);
            return;
        }
        if (At >= text.Length) throw Error(At, "The text ends after '\\'.");
        var escaped = text[At++];
        if (escaped is 'u' or 'x' && At + 4 <= text.Length
            && ushort.TryParse(text.AsSpan(At, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            made.Append((char)code);
            At += 4;
            return;
        }
        made.Append(escaped switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0' => '\0',
            '"' => '"',
            '\'' => '\'',
            '\\' => '\\',
            'a' => '\a',
            'b' => '\b',
            'f' => '\f',
            'v' => '\v',
            _ => throw Error(At - 2, $"'\\{escaped}' is no escape of C#."),
        });
    }
}
