using System.Text;

namespace Cer.Workflows.Expressions.CSharp;

internal sealed partial class CSharpParser
{
    private Part Primary()
    {
        var token = _now;
        switch (token.Kind)
        {
            case 'v':
                Take();
                return _ => token.Value;
            case 'i': return Interpolated();
            case 'n': return Name();
            case 'm' when token.Text == "(":
                Take();
                var inner = Expression();
                if (Is(",")) throw _tokens.Error(_now.Start, CSharpRefusals.Tuple);
                Expect(")");
                if (Is("=>")) throw _tokens.Error(_now.Start, CSharpRefusals.Lambda);
                return inner;
            case 'm' when token.Text == "{": throw _tokens.Error(token.Start, CSharpRefusals.Second);
            case 'm' when token.Text == "[": throw _tokens.Error(token.Start, CSharpRefusals.Words["new"]);
        }
        throw Unexpected("a value");
    }

    private Part Name()
    {
        var token = Take();
        switch (token.Text)
        {
            case "true": return _ => true;
            case "false": return _ => false;
            case "null": return _ => null;
        }
        if (CSharpRefusals.Words.TryGetValue(token.Text, out var sentence)) throw _tokens.Error(token.Start, sentence);
        if (Is(".") && CSharpNames.IsForeign(token.Text)) throw _tokens.Error(token.Start, CSharpNames.Foreign(token.Text));
        if (Is("=>")) throw _tokens.Error(_now.Start, CSharpRefusals.Lambda);
        var type = TypeArgument();
        if (!Is("("))
        {
            if (type is not null) throw Unexpected("'('");
            if (!CSharpConversions.IsType(token.Text) && !CSharpStatics.Known(token.Text) && _now.Kind == 'n')
                throw _tokens.Error(token.Start, CSharpRefusals.Second);
            return run =>
            {
                run.Budget.Step(token.Start);
                return run.Named(token.Text);
            };
        }
        var arguments = Arguments();
        return run =>
        {
            var given = Array.ConvertAll(arguments, argument => argument(run));
            run.Budget.Step(token.Start);
            var value = run.Called(token.Text, given);
            return type is null ? value : CSharpConversions.Cast(type, value);
        };
    }

    /// <summary>The type between &lt; and &gt; before a bracket; otherwise nothing is taken.</summary>
    private string? TypeArgument()
    {
        if (!Is("<")) return null;
        var (now, at) = (_now, _tokens.At);
        Take();
        if (_now.Kind == 'n')
        {
            var type = Take().Text;
            if (Skip("?")) type += "?";
            if (Is(">"))
            {
                Take();
                if (Is("(")) return type;
            }
            else if (Is("<") || Is("[")) throw _tokens.Error(now.Start, "A type here is a plain one such as int, string or object.");
        }
        (_now, _tokens.At) = (now, at);
        return null;
    }

    private Part[] Arguments()
    {
        Expect("(");
        var list = new List<Part>();
        while (!Is(")"))
        {
            list.Add(Expression());
            if (!Skip(",")) break;
        }
        Expect(")");
        return [.. list];
    }

    private Part Postfix(Part target, Word first)
    {
        var known = first;
        while (_now.Kind == 'm')
        {
            var from = target;
            if (Is("!"))
            {
                Take();
                continue;
            }
            if (Is("["))
            {
                known = default;
                var at = Take().Start;
                var key = Expression();
                Expect("]");
                target = run =>
                {
                    run.Deeper();
                    var (value, index) = (from(run), key(run));
                    run.Budget.Step(at);
                    return CSharpMembers.At(run, value, index);
                };
                continue;
            }
            if (!Is(".") && !Is("?.")) break;
            var optional = Take().Text == "?.";
            if (_now.Kind != 'n') throw Unexpected("the name of a member");
            var name = Take();
            var type = TypeArgument();
            var arguments = Is("(") ? Arguments() : null;
            if (CSharpNames.Refusal(known, name.Text, arguments is not null) is { } refusal) throw _tokens.Error(name.Start, refusal);
            known = default;
            target = run =>
            {
                run.Deeper();
                var value = from(run);
                if (optional && value is null) return null;
                var given = arguments is null ? null : Array.ConvertAll(arguments, argument => argument(run));
                run.Budget.Step(name.Start);
                if (value is null) throw new ExpressionException($"What stands before .{name.Text} is null: write "
                    + $"?.{name.Text} if that may be.");
                if (given is null) return CSharpMembers.Of(run, value, name.Text);
                var made = CSharpMethods.Called(run, value, name.Text, given);
                return type is null ? made : CSharpConversions.Cast(type, made);
            };
        }
        if (_now.Kind == 'm' && _now.Text is "++" or "--" && _now.Kind == 'm') throw _tokens.Error(_now.Start, CSharpRefusals.Assignment);
        return target;
    }

    private Part Interpolated()
    {
        var start = _now;
        var verbatim = start.Text.Contains('@', StringComparison.Ordinal);
        _tokens.At = start.End;
        var parts = new List<Part>();
        var plain = new StringBuilder();
        while (true)
        {
            if (_tokens.At >= _text.Length) throw _tokens.Error(start.Start, "The text has no closing \".");
            var mark = _text[_tokens.At];
            var twice = _tokens.At + 1 < _text.Length && _text[_tokens.At + 1] == mark;
            if (mark == '"' && !(verbatim && twice)) break;
            if (mark is '{' or '}' && twice)
            {
                plain.Append(mark);
                _tokens.At += 2;
            }
            else if (mark == '}') throw _tokens.Error(_tokens.At, "A '}' in the text is written '}}'.");
            else if (mark == '{')
            {
                var before = plain.ToString();
                plain.Clear();
                parts.Add(_ => before);
                parts.Add(Hole());
            }
            else _tokens.Character(plain, verbatim);
        }
        _tokens.At++;
        var last = plain.ToString();
        parts.Add(_ => last);
        _now = _tokens.Next();
        return run => string.Concat(parts.Select(part => run.Budget.Made((string)part(run)!)));
    }

    /// <summary>What stands between braces: an expression, a width, a format.</summary>
    private Part Hole()
    {
        _tokens.At++;
        _now = _tokens.Next();
        Deeper();
        var at = _now.Start;
        var value = Binary(0);
        _depth--;
        var width = 0;
        if (Skip(","))
        {
            var left = Skip("-");
            if (_now.Value is not int given || given > 1000) throw Unexpected("a width of at most 1000");
            Take();
            width = left ? -given : given;
        }
        var format = "";
        if (Is(":"))
        {
            var end = _text.IndexOf('}', _now.Start);
            if (end < 0) throw _tokens.Error(at, "The '{' here has no closing '}'.");
            format = _text[(_now.Start + 1)..end];
            if (format.Contains('"', StringComparison.Ordinal)) throw _tokens.Error(at, "The '{' here has no closing '}'.");
            _tokens.At = end + 1;
        }
        else if (!Is("}")) throw Is("?") ? _tokens.Error(_now.Start, "A choice inside braces needs brackets: {(a ? b : c)}.")
            : Unexpected("'}'");
        else _tokens.At = _now.End;
        return run =>
        {
            var text = CSharpConversions.Text(run, value(run), format, at);
            return width < 0 ? text.PadRight(-width) : text.PadLeft(width);
        };
    }
}
