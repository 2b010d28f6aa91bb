using System.Globalization;
using System.Text;

namespace Cer.Workflows.Expressions.JavaScript;

internal sealed partial class Tokeniser
{
    private double Number()
    {
        var start = _at;
        var radix = text[_at] == '0' && _at + 1 < text.Length
            ? text[_at + 1] switch { 'x' or 'X' => 16, 'o' or 'O' => 8, 'b' or 'B' => 2, _ => 10 }
            : 10;
        if (radix != 10) _at += 2;
        var digits = _at;
        if (radix != 10) Digits();
        else
        {
            Digits();
            if (_at - start > 1 && text[start] == '0' && text[start + 1] != '_')
                throw Error(start, "A number does not begin with 0 here: write 0o… for base eight.");
            if (_at < text.Length && text[_at] == '.')
            {
                _at++;
                Digits();
            }
            if (_at < text.Length && text[_at] is 'e' or 'E')
            {
                _at++;
                if (_at < text.Length && text[_at] is '+' or '-') _at++;
                if (_at >= text.Length || !char.IsAsciiDigit(text[_at])) throw Error(start, "The exponent of the number has no digits.");
                Digits();
            }
        }
        if (_at < text.Length && text[_at] == 'n')
            throw Error(start, Refusals.BigInt);
        if (_at < text.Length && IsNamePart(text[_at])) throw Error(_at, $"'{text[_at]}' does not belong in a number.");
        var written = text[digits.._at].Replace("_", "", StringComparison.Ordinal);
        var value = radix == 10
            ? double.Parse(written, NumberStyles.Float, Coerce.Invariant)
            : Numbers.Whole(written, radix, strict: true);
        return double.IsNaN(value) ? throw Error(start, "The number is not complete.") : value;
    }

    private void Digits()
    {
        while (_at < text.Length && (char.IsAsciiHexDigit(text[_at]) || text[_at] == '_'))
        {
            if (text[_at] is 'e' or 'E' && !IsHex()) return;
            if (char.IsAsciiLetter(text[_at]) && !IsHex()) return;
            _at++;
        }

        bool IsHex()
        {
            for (var at = _at; at > 0; at--)
                if (!char.IsAsciiHexDigit(text[at]) && text[at] != '_') return text[at] is 'x' or 'X' && text[at - 1] == '0';
            return false;
        }
    }

    private string Text(char quote)
    {
        var start = _at++;
        var made = new StringBuilder();
        while (true)
        {
            if (_at >= text.Length || text[_at] is '\n' or '\r') throw Error(start, $"The text has no closing {quote}.");
            var next = text[_at++];
            if (next == quote) return made.ToString();
            if (next == '\\') Escape(made);
            else made.Append(next);
        }
    }

    private void Escape(StringBuilder made)
    {
        if (_at >= text.Length) throw Error(_at, "The text ends after '\\'.");
        var mark = text[_at++];
        switch (mark)
        {
            case 'n': made.Append('\n'); break;
            case 't': made.Append('\t'); break;
            case 'r': made.Append('\r'); break;
            case 'b': made.Append('\b'); break;
            case 'v': made.Append('\v'); break;
            case 'f': made.Append('\f'); break;
            case 'x': made.Append((char)Hex(2)); break;
            case 'u' when _at < text.Length && text[_at] == '{': Point(made); break;
            case 'u': made.Append((char)Hex(4)); break;
            case '\r':
                if (_at < text.Length && text[_at] == '\n') _at++;
                break;
            case '\n' or '\u2028' or '\u2029': break;
            case '0' when _at >= text.Length || !char.IsAsciiDigit(text[_at]): made.Append('\0'); break;
            case >= '0' and <= '9': throw Error(_at - 2, "Escapes in base eight are not known here: write \\x… or \\u….");
            default: made.Append(mark); break;
        }
    }

    private int Hex(int count)
    {
        if (_at + count > text.Length
            || !int.TryParse(text.AsSpan(_at, count), NumberStyles.AllowHexSpecifier, Coerce.Invariant, out var value))
            throw Error(_at - 2, $"After '\\{text[_at - 1]}' there must be {count} hexadecimal digits.");
        _at += count;
        return value;
    }

    private void Point(StringBuilder made)
    {
        var end = text.IndexOf('}', _at);
        if (end < 0 || end - _at > 8
            || !int.TryParse(text.AsSpan(_at + 1, end - _at - 1), NumberStyles.AllowHexSpecifier, Coerce.Invariant, out var value)
            || value > 0x10FFFF)
            throw Error(_at - 2, "\\u{…} does not hold a character's number.");
        _at = end + 1;
        if (value is >= 0xD800 and <= 0xDFFF) made.Append((char)value);
        else made.Append(char.ConvertFromUtf32(value));
    }
}
