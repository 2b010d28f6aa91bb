using System.Text;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>JSON.stringify.</summary>
internal sealed class JsonWriting
{
    private readonly Evaluation _e;
    private readonly object? _replacer;
    private readonly HashSet<string>? _only;
    private readonly string _gap;
    private readonly StringBuilder _made = new();
    private readonly HashSet<object> _open = new(ReferenceEqualityComparer.Instance);

    private JsonWriting(Evaluation e, object? replacer, string gap)
    {
        (_e, _gap) = (e, gap);
        _replacer = replacer is Callable ? replacer : null;
        if (replacer is List<object?> names) _only = [.. names.Select(name => Coerce.Text(e, name))];
    }

    public static object Write(Evaluation e, object? value, object? replacer, object? space)
    {
        var gap = space is string text ? text[..Math.Min(10, text.Length)]
            : Coerce.IsNumber(space) ? new string(' ', (int)Math.Clamp(Coerce.Integer(e, space), 0, 10)) : "";
        var writing = new JsonWriting(e, replacer, gap);
        var holder = new OrderedDictionary<string, object?> { [""] = value };
        return writing.Put(holder, "", value, "") ? e.Made(writing._made.ToString()) : Undefined.Value;
    }

    private void Append(string text)
    {
        _e.Spend(2L * text.Length);
        _made.Append(text);
    }

    /// <summary>False when the value has no JSON.</summary>
    private bool Put(object holder, string key, object? value, string indent)
    {
        _e.Step(_e.Here);
        if (DateMethods.TimeOf(value) is { } time) value = double.IsNaN(time) ? null : DateText.Iso(time);
        else if (value is OrderedDictionary<string, object?> map && map.TryGetValue("toJSON", out var own) && own is Callable)
            value = _e.Call(own, value, [key], _e.Here);
        if (_replacer is not null) value = _e.Call(_replacer, holder, [key, value], _e.Here);
        if (DateMethods.TimeOf(value) is { } later) value = double.IsNaN(later) ? null : DateText.Iso(later);
        switch (value)
        {
            case null: Append("null"); return true;
            case bool truth: Append(truth ? "true" : "false"); return true;
            case string text: Quote(text); return true;
            case Undefined or Callable or HostFunction: return false;
            case Guid or TimeSpan or byte[]: Quote(Coerce.Text(_e, value)); return true;
            case List<object?> list:
                Nested(list, indent, '[', ']',
                list.Select((item, index) => (index.ToString(Coerce.Invariant), item)).ToList()); return true;
        }
        if (Coerce.IsNumber(value)) Append(double.IsFinite(Coerce.Plain(value)) ? Coerce.Text(_e, value) : "null");
        else Nested(value, indent, '{', '}', Properties(value));
        return true;
    }

    private List<(string, object?)> Properties(object value)
    {
        if (value is ErrorValue or MapValue or SetValue) return [];
        if (_only is null) return [.. _e.PropertiesOf(value)];
        var all = _e.PropertiesOf(value).ToDictionary(pair => pair.Key, pair => pair.Value);
        return [.. _only.Where(all.ContainsKey).Select(name => (name, all[name]))];
    }

    private void Nested(object value, string indent, char open, char close, List<(string Key, object? Value)> items)
    {
        if (!_open.Add(value)) throw _e.TypeError("Converting circular structure to JSON");
        _e.Enter();
        var inner = indent + _gap;
        _made.Append(open);
        var any = false;
        foreach (var (key, item) in items)
        {
            var mark = _made.Length;
            if (any) _made.Append(',');
            if (_gap.Length > 0) Append($"\n{inner}");
            if (open == '{')
            {
                Quote(key);
                _made.Append(_gap.Length > 0 ? ": " : ":");
            }
            if (Put(value, key, item, inner)) any = true;
            else if (open == '[')
            {
                Append("null");
                any = true;
            }
            else _made.Length = mark;
        }
        if (any && _gap.Length > 0) Append($"\n{indent}");
        _made.Append(close);
        _open.Remove(value);
        _e.Leave();
    }

    private void Quote(string text)
    {
        _e.Spend(2L * text.Length + 4);
        _made.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var mark = text[i];
            switch (mark)
            {
                case '"': _made.Append("\\\""); break;
                case '\\': _made.Append("\\\\"); break;
                case '\b': _made.Append("\\b"); break;
                case '\f': _made.Append("\\f"); break;
                case '\n': _made.Append("\\n"); break;
                case '\r': _made.Append("\\r"); break;
                case '\t': _made.Append("\\t"); break;
                case < ' ': Escape(mark); break;
                case >= '\uD800' and <= '\uDFFF':
                    if (char.IsHighSurrogate(mark) && i + 1 < text.Length
                        && char.IsLowSurrogate(text[i + 1])) _made.Append(mark).Append(text[++i]);
                    else Escape(mark);
                    break;
                default: _made.Append(mark); break;
            }
        }
        _made.Append('"');

        void Escape(char mark) => _made.Append(Coerce.Invariant, $"\\u{(int)mark:x4}");
    }
}
