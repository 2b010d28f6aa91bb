using System.Globalization;

namespace Cer.Workflows.Expressions.Liquid;

/// <summary>A value in a tag or an output.</summary>
internal delegate object? LiquidPart(LiquidRun run);

/// <summary>Reads what stands between the braces: values, filters, conditions.</summary>
/// <remarks>It is given the whole template, so that places are those of the template.</remarks>
internal sealed partial class LiquidMarkup(string text, int start, int end)
{
    private const int Deepest = 100;
    private static readonly string[] Signs = ["==", "!=", "<>", "<=", ">=", "<", ">"];
    private int _at = start;
    private int _depth;

    public int At => _at;

    public ExpressionException Error(string sentence) => JavaScript.Place.Error(text, _at, sentence);

    private ExpressionException Unexpected(string expected)
    {
        Blank();
        return Error(_at >= end ? $"Found the end, expected {expected}." : $"Found '{text[_at]}', expected {expected}.");
    }

    private void Blank()
    {
        while (_at < end && char.IsWhiteSpace(text[_at])) _at++;
    }

    public bool AtEnd
    {
        get
        {
            Blank();
            return _at >= end;
        }
    }

    public void End()
    {
        if (!AtEnd) throw Unexpected("the end");
    }

    public bool Skip(string mark)
    {
        Blank();
        if (_at + mark.Length > end || string.CompareOrdinal(text, _at, mark, 0, mark.Length) != 0) return false;
        if (char.IsLetter(mark[0]) && _at + mark.Length < end && IsNamePart(text[_at + mark.Length])) return false;
        _at += mark.Length;
        return true;
    }

    private static bool IsNamePart(char mark) => char.IsLetterOrDigit(mark) || mark is '_' or '-';

    public string Name(string expected = "a name")
    {
        Blank();
        var from = _at;
        if (_at < end && (char.IsLetter(text[_at]) || text[_at] == '_'))
            while (_at < end && IsNamePart(text[_at])) _at++;
        if (_at < end && _at > from && text[_at] == '?') _at++;
        return _at > from ? text[from.._at] : throw Unexpected(expected);
    }

    /// <summary>A value with its filters.</summary>
    public LiquidPart Filtered()
    {
        var part = Value();
        while (Skip("|"))
        {
            Blank();
            var at = _at;
            var name = Name("the name of a filter");
            if (!LiquidFilters.All.TryGetValue(name, out var filter))
                throw JavaScript.Place.Error(text, at, $"The filter {name} is not known here.");
            var arguments = new List<(string? Name, LiquidPart Part)>();
            if (Skip(":"))
            {
                do
                {
                    Blank();
                    var back = _at;
                    string? named = null;
                    if (_at < end && char.IsLetter(text[_at]))
                    {
                        named = Name();
                        if (!Skip(":")) (named, _at) = (null, back);
                    }
                    arguments.Add((named, Value()));
                }
                while (Skip(","));
            }
            var before = part;
            part = run =>
            {
                run.Budget.Work(2);
                var value = before(run);
                var given = arguments.Where(item => item.Name is null).Select(item => item.Part(run)).ToArray();
                var named = arguments.Where(item => item.Name is not null).ToDictionary(item => item.Name!, item => item.Part(run));
                run.Budget.Here = at;
                return filter(new LiquidCall(run, value, given, named));
            };
        }
        return part;
    }

    public LiquidPart Value()
    {
        if (++_depth > Deepest) throw Error($"The expression is nested deeper than {Deepest}.");
        Blank();
        var part = Primary();
        _depth--;
        return part;
    }

    private LiquidPart Primary()
    {
        if (_at >= end) throw Unexpected("a value");
        var mark = text[_at];
        if (mark is '"' or '\'')
        {
            var close = text.IndexOf(mark, _at + 1, end - _at - 1);
            if (close < 0) throw Error($"The text has no closing {mark}.");
            var literal = text[(_at + 1)..close];
            _at = close + 1;
            return _ => literal;
        }
        if (char.IsAsciiDigit(mark) || (mark == '-' && _at + 1 < end && char.IsAsciiDigit(text[_at + 1]))) return Number();
        if (Skip("("))
        {
            var from = Value();
            if (!Skip("..")) throw Unexpected("'..': brackets hold a range such as (1..5)");
            var to = Value();
            if (!Skip(")")) throw Unexpected("')'");
            return run => LiquidRange.Of(run, from(run), to(run));
        }
        if (mark == '[') return Chain(run => null, first: true);
        var name = Name("a value");
        switch (name)
        {
            case "true": return _ => true;
            case "false": return _ => false;
            case "nil" or "null": return _ => null;
            case "empty": return _ => new LiquidEmpty(false);
            case "blank": return _ => new LiquidEmpty(true);
        }
        return Chain(run => run.Root(name), first: false);
    }

    private LiquidPart Number()
    {
        var from = _at++;
        while (_at < end && char.IsAsciiDigit(text[_at])) _at++;
        var whole = true;
        if (_at + 1 < end && text[_at] == '.' && char.IsAsciiDigit(text[_at + 1]))
        {
            whole = false;
            _at++;
            while (_at < end && char.IsAsciiDigit(text[_at])) _at++;
        }
        if (!decimal.TryParse(text.AsSpan(from, _at - from), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            throw Error("The number is too long.");
        var value = LiquidValues.Back(number, whole);
        return _ => value;
    }

    private LiquidPart Chain(LiquidPart part, bool first)
    {
        while (_at < end)
        {
            var from = part;
            if (text[_at] == '.' && !(_at + 1 < end && text[_at + 1] == '.'))
            {
                _at++;
                var name = Name("the name of a member");
                part = run => run.Budget.Deeper() ? run.Member(from(run), name) : null;
            }
            else if (text[_at] == '[')
            {
                _at++;
                var key = Value();
                if (!Skip("]")) throw Unexpected("']'");
                var root = first;
                part = run => !run.Budget.Deeper() ? null : root ? run.Root(LiquidValues.Text(run, key(run)))
                    : run.Member(from(run), key(run));
                first = false;
            }
            else break;
        }
        return part;
    }
}
