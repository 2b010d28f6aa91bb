using System.Globalization;
using System.Text;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>JSON.parse.</summary>
internal sealed class JsonReading
{
    private const int Deepest = 200;
    private readonly Evaluation _e;
    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonReading(Evaluation e, string text) => (_e, _text) = (e, text);

    public static object? Parse(Evaluation e, string text, object? reviver)
    {
        var reading = new JsonReading(e, text);
        var value = reading.Value();
        reading.Blank();
        if (reading._at < text.Length) throw reading.Unexpected();
        return reviver is Callable ? Revived(e, reviver, new OrderedDictionary<string, object?> { [""] = value }, "", 0) : value;
    }

    private static object? Revived(Evaluation e, object reviver, object holder, string key, int depth)
    {
        if (depth > Deepest) throw e.RangeError("The value is nested too deep.");
        e.Step(e.Here);
        var value = e.Get(holder, key);
        if (value is List<object?> or OrderedDictionary<string, object?>)
        {
            foreach (var (name, _) in e.PropertiesOf(value))
            {
                var made = Revived(e, reviver, value, name, depth + 1);
                if (made is Undefined) e.Remove(value, name);
                else e.Set(value, name, made);
            }
        }
        return e.Call(reviver, holder, [key, value], e.Here);
    }

    private Thrown Unexpected() => _e.SyntaxError(_at >= _text.Length
        ? "Unexpected end of JSON input"
        : $"Unexpected token '{_text[_at]}' in JSON at position {_at}");

    private void Blank()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\n' or '\r' or '\t') _at++;
    }

    private char Now => _at < _text.Length ? _text[_at] : '\0';

    private object? Value()
    {
        _e.Step(_e.Here);
        Blank();
        switch (Now)
        {
            case '{': return Nested(Object);
            case '[': return Nested(List);
            case '"': return Text();
            case 't': return Word("true", true);
            case 'f': return Word("false", false);
            case 'n': return Word("null", null);
            default: return Number();
        }
    }

    private object? Nested(Func<object?> read)
    {
        if (++_depth > Deepest) throw _e.RangeError($"The JSON is nested deeper than {Deepest}.");
        var value = read();
        _depth--;
        return value;
    }

    private object? Word(string word, object? value)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0) throw Unexpected();
        _at += word.Length;
        return value;
    }

    private double Number()
    {
        var start = _at;
        if (Now == '-') _at++;
        if (Now == '0') _at++;
        else Digits();
        if (Now == '.')
        {
            _at++;
            Digits();
        }
        if (Now is 'e' or 'E')
        {
            _at++;
            if (Now is '+' or '-') _at++;
            Digits();
        }
        return double.Parse(_text.AsSpan(start, _at - start), NumberStyles.Float, Coerce.Invariant);
    }

    private void Digits()
    {
        if (!char.IsAsciiDigit(Now)) throw Unexpected();
        while (char.IsAsciiDigit(Now)) _at++;
    }

    private string Text()
    {
        var made = new StringBuilder();
        for (_at++; Now != '"'; _at++)
        {
            if (_at >= _text.Length || Now < ' ') throw Unexpected();
            if (Now != '\\')
            {
                made.Append(Now);
                continue;
            }
            _at++;
            switch (Now)
            {
                case '"' or '\\' or '/': made.Append(Now); break;
                case 'b': made.Append('\b'); break;
                case 'f': made.Append('\f'); break;
                case 'n': made.Append('\n'); break;
                case 'r': made.Append('\r'); break;
                case 't': made.Append('\t'); break;
                case 'u' when _at + 4 < _text.Length
                    && ushort.TryParse(_text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, Coerce.Invariant, out var code):
                    made.Append((char)code);
                    _at += 4;
                    break;
                default: throw Unexpected();
            }
        }
        _at++;
        return _e.Made(made.ToString());
    }

    private List<object?> List()
    {
        var list = new List<object?>();
        _e.Spend(48);
        _at++;
        Blank();
        if (Now == ']')
        {
            _at++;
            return list;
        }
        while (true)
        {
            _e.Push(list, Value());
            Blank();
            if (Now is not (',' or ']')) throw Unexpected();
            if (_text[_at++] == ']') return list;
        }
    }

    private OrderedDictionary<string, object?> Object()
    {
        var made = new OrderedDictionary<string, object?>();
        _e.Spend(96);
        _at++;
        Blank();
        if (Now == '}')
        {
            _at++;
            return made;
        }
        while (true)
        {
            Blank();
            if (Now != '"') throw Unexpected();
            var key = Text();
            Blank();
            if (Now != ':') throw Unexpected();
            _at++;
            _e.Put(made, key, Value());
            Blank();
            if (Now is not (',' or '}')) throw Unexpected();
            if (_text[_at++] == '}') return made;
        }
    }
}
