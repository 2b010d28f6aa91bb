using System.Globalization;

namespace Cer.Domain.Formulas;

/// <summary>Reads a formula by descent; depth and size are bounded before anything is evaluated.</summary>
internal sealed class FormulaParser
{
    private const int Deepest = 32;
    private const int MostPieces = 200;

    private readonly string _text;
    private FormulaToken _next;
    private int _depth;
    private int _pieces;

    private FormulaParser(string text) => (_text, _next) = (text, FormulaToken.Next(text, 0));

    /// <exception cref="FormulaException">It is no formula.</exception>
    public static FormulaNode Parse(string text)
    {
        var parser = new FormulaParser(text);
        var whole = parser.Either();
        return parser._next.Kind == FormulaToken.Sort.End ? whole : throw parser.Unexpected("a sign such as + or the end");
    }

    private FormulaNode Either() => Deeper(() => Chain(Both, "or"));

    private FormulaNode Both() => Chain(Negation, "and");

    private FormulaNode Negation()
    {
        if (!Take("not")) return Comparison();
        return Deeper(() => Made(new FormulaNode.Unary(true, Negation())));
    }

    private FormulaNode Comparison()
    {
        var left = Sum();
        if (_next.Text is not ("<" or ">" or "<=" or ">=" or "=" or "<>")) return left;
        var sign = Advance().Text;
        return Made(new FormulaNode.Binary(sign, left, Sum()));
    }

    private FormulaNode Sum() => Chain(Product, "+", "-");

    private FormulaNode Product() => Chain(Signed, "*", "/");

    private FormulaNode Signed()
    {
        if (!Take("-")) return Primary();
        return Deeper(() => Made(new FormulaNode.Unary(false, Signed())));
    }

    private FormulaNode Chain(Func<FormulaNode> part, params ReadOnlySpan<string> signs)
    {
        var left = part();
        while (signs.Contains(_next.Text))
        {
            var sign = Advance().Text;
            left = Made(new FormulaNode.Binary(sign, left, part()));
        }

        return left;
    }

    private FormulaNode Primary()
    {
        var token = _next;
        switch (token.Kind)
        {
            case FormulaToken.Sort.Number:
                Advance();
                return Made(new FormulaNode.Number(NumberOf(token)));
            case FormulaToken.Sort.Name when token.Text is "if" or "min" or "max":
                Advance();
                return Call(token);
            case FormulaToken.Sort.Name when FormulaInputs.Names.Contains(token.Text):
                Advance();
                return Made(new FormulaNode.Variable(token.Text));
            case FormulaToken.Sort.Name:
                throw Unexpected($"one of {string.Join(", ", FormulaInputs.Names)}, min, max, if");
            default:
                if (!Take("(")) throw Unexpected("a number, a name or (");
                var inner = Either();
                Need(")");
                return inner;
        }
    }

    private FormulaNode Call(FormulaToken name)
    {
        Need("(");
        List<FormulaNode> given = [Either()];
        while (Take(",")) given.Add(Either());
        Need(")");
        if (name.Text == "if")
        {
            return given is [var condition, var then, var otherwise]
                ? Made(new FormulaNode.Choice(condition, then, otherwise))
                : throw Count(name, given.Count, "3 values: if(condition, then, otherwise)");
        }

        return given.Count >= 2
            ? Made(new FormulaNode.Extreme(name.Text == "max", given))
            : throw Count(name, given.Count, $"2 values or more: {name.Text}(a, b)");
    }

    private static FormulaException Count(FormulaToken name, int count, string expected) => new(
        string.Create(CultureInfo.InvariantCulture, $"{count} values in {name.Text}"), expected, FormulaToken.Where(name.Place));

    private static Fraction NumberOf(FormulaToken token)
    {
        var parts = token.Text.Split('.');
        return parts.Length <= 2 && parts[0].Length <= 12 && (parts.Length == 1 || parts[1].Length is > 0 and <= 6)
            ? Fraction.From(decimal.Parse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture))
            : throw new FormulaException(
                FormulaToken.Shown(token.Text),
                "a number such as 1.5, with at most 12 digits before the point and 6 after it",
                FormulaToken.Where(token.Place));
    }

    private FormulaNode Deeper(Func<FormulaNode> inner)
    {
        if (++_depth > Deepest) throw TooMuch($"more than {Deepest} levels of brackets and signs", "fewer");
        var made = inner();
        _depth--;
        return made;
    }

    private FormulaNode Made(FormulaNode node) =>
        ++_pieces <= MostPieces ? node : throw TooMuch($"more than {MostPieces} numbers, names and signs", "fewer");

    private FormulaException TooMuch(string found, string expected) => new(found, expected, FormulaToken.Where(_next.Place));

    private FormulaToken Advance()
    {
        var taken = _next;
        _next = FormulaToken.Next(_text, taken.Place - 1 + taken.Text.Length);
        return taken;
    }

    private bool Take(string text)
    {
        if (_next.Text != text) return false;
        Advance();
        return true;
    }

    private void Need(string text)
    {
        if (!Take(text)) throw Unexpected($"'{text}'");
    }

    private FormulaException Unexpected(string expected) =>
        new(FormulaToken.Shown(_next.Text), expected, FormulaToken.Where(_next.Place));
}
