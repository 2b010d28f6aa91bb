namespace Cer.Workflows.Expressions.CSharp;

/// <summary>Reads expressions of C#, and the few statements around them.</summary>
internal sealed partial class CSharpParser
{
    private const int Deepest = 100;

    private static readonly Dictionary<string, int> Strength = new()
    {
        ["??"] = 1,
        ["||"] = 2,
        ["&&"] = 3,
        ["|"] = 4,
        ["^"] = 5,
        ["&"] = 6,
        ["=="] = 7,
        ["!="] = 7,
        ["<"] = 8,
        [">"] = 8,
        ["<="] = 8,
        [">="] = 8,
        ["<<"] = 9,
        [">>"] = 9,
        ["+"] = 10,
        ["-"] = 10,
        ["*"] = 11,
        ["/"] = 11,
        ["%"] = 11,
    };

    private static readonly HashSet<string> Assigning = ["=", "+=", "-=", "*=", "/=", "??=", "<<=", ">>=", "++", "--"];

    private readonly string _text;
    private readonly CSharpTokens _tokens;
    private Word _now;
    private int _depth;

    public CSharpParser(string text)
    {
        _text = text;
        _tokens = new CSharpTokens(text);
        _now = _tokens.Next();
    }

    private ExpressionException Unexpected(string expected)
    {
        var found = _now.Kind == 'e' ? "the end" : _now.Kind is 'n' or 'm' ? $"'{_now.Text}'" : _now.Kind == 'i' ? "a text" : _now.Text;
        return _tokens.Error(_now.Start, $"Found {found}, expected {expected}.");
    }

    private Word Take()
    {
        var token = _now;
        _now = _tokens.Next();
        return token;
    }

    private bool Is(string mark) => _now.Kind == 'm' && _now.Text == mark;

    private bool IsName(string name) => _now.Kind == 'n' && _now.Text == name;

    private bool Skip(string mark)
    {
        if (!Is(mark)) return false;
        Take();
        return true;
    }

    private void Expect(string mark)
    {
        if (!Skip(mark)) throw Unexpected($"'{mark}'");
    }

    private Part Expression()
    {
        Deeper();
        var part = Choice();
        _depth--;
        return part;
    }

    private Part Choice()
    {
        var condition = Binary(0);
        if (!Is("?")) return condition;
        var at = Take().Start;
        var then = Expression();
        Expect(":");
        var otherwise = Expression();
        return run => CSharpOperators.Truth(run, condition(run), at) ? then(run) : otherwise(run);
    }

    private void Deeper()
    {
        if (++_depth > Deepest) throw _tokens.Error(_now.Start, $"The expression is nested deeper than {Deepest}.");
    }

    private Part Binary(int strength)
    {
        var left = Unary();
        while (_now.Kind == 'm' && Strength.TryGetValue(_now.Text, out var found) && found > strength)
        {
            var mark = Take();
            Deeper();
            var right = Binary(mark.Text == "??" ? found - 1 : found);
            _depth--;
            left = Combined(mark, left, right);
        }
        if (_now.Kind == 'n' && _now.Text is "is" or "as" or "switch" or "with")
            throw _tokens.Error(_now.Start, CSharpRefusals.Words[_now.Text]);
        return left;
    }

    private static Part Combined(Word mark, Part left, Part right)
    {
        var (sign, at) = (mark.Text, mark.Start);
        return sign switch
        {
            "??" => run => run.Deeper() && left(run) is { } value ? value : right(run),
            "&&" => run => run.Deeper() && CSharpOperators.Truth(run, left(run), at) && CSharpOperators.Truth(run, right(run), at),
            "||" => run => run.Deeper() && (CSharpOperators.Truth(run, left(run), at) || CSharpOperators.Truth(run, right(run), at)),
            _ => run =>
            {
                run.Deeper();
                var a = left(run);
                var b = right(run);
                run.Budget.Here = at;
                return CSharpOperators.Of(run, sign, a, b);
            }
            ,
        };
    }

    private Part Unary()
    {
        var token = _now;
        if (token.Kind == 'm' && token.Text is "!" or "-" or "+" or "~" && token.Kind == 'm')
        {
            Take();
            Deeper();
            var operand = Unary();
            _depth--;
            return run =>
            {
                var value = operand(run);
                run.Budget.Here = token.Start;
                return token.Text == "!" ? !CSharpOperators.Truth(run, value, token.Start) : CSharpOperators.Signed(token.Text, value);
            };
        }
        if (token.Kind == 'm' && Assigning.Contains(token.Text)) throw _tokens.Error(token.Start, CSharpRefusals.Assignment);
        if (Is("(") && CastType() is { } type)
        {
            Deeper();
            var operand = Unary();
            _depth--;
            return run =>
            {
                var value = operand(run);
                run.Budget.Here = token.Start;
                return CSharpConversions.Cast(type, value);
            };
        }
        return Postfix(Primary(), token);
    }

    /// <summary>The type in brackets, if that is what stands here; otherwise nothing is taken.</summary>
    private string? CastType()
    {
        var (now, at) = (_now, _tokens.At);
        Take();
        if (_now.Kind == 'n' && CSharpConversions.IsType(_now.Text))
        {
            var type = Take().Text;
            var optional = Skip("?");
            if (Skip(")")) return optional ? type + "?" : type;
        }
        (_now, _tokens.At) = (now, at);
        return null;
    }
}
