namespace Cer.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    private static readonly HashSet<string> Constructors =
        ["Date", "Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError", "Array", "Object",
            "Map", "Set", "RegExp"];

    private Node Primary()
    {
        var token = _now;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Take();
                return new Literal(token.Start, token.Number);
            case TokenKind.Text:
                Take();
                return new Literal(token.Start, token.Text);
            case TokenKind.Name: return Word();
            case TokenKind.Mark:
                switch (token.Text)
                {
                    case "(": return Brackets();
                    case "[": return List();
                    case "{": return Object();
                    case "`": return Template();
                    case "/" or "/=": return Pattern();
                }
                break;
        }
        throw Unexpected("a value");
    }

    private Node Word()
    {
        var token = _now;
        switch (token.Text)
        {
            case "true" or "false":
                Take();
                return new Literal(token.Start, token.Text == "true");
            case "null":
                Take();
                return new Literal(token.Start, null);
            case "this":
                Take();
                return new This(token.Start);
            case "function": return FunctionLiteral(declaration: false);
            case "async": throw Error(token.Start, Refusals.Async);
            case "class": throw Error(token.Start, Refusals.Class);
            case "super": throw Error(token.Start, Refusals.Super);
            case "import": throw Error(token.Start, Refusals.Import);
            case "yield": throw Error(token.Start, Refusals.Yield);
        }
        if (Reserved.Contains(token.Text)) throw Unexpected("a value");
        Take();
        if (Is("=>") && !_now.AfterLineBreak) return Arrow(token.Start, [new Identifier(token.Start, token.Text)]);
        if (Refusals.Names.ContainsKey(token.Text)) _suspects.Add((token.Text, token.Start));
        return new Identifier(token.Start, token.Text);
    }

    private Node Brackets()
    {
        var at = _now.Start;
        Expect("(");
        var noIn = _noIn;
        _noIn = false;
        var parts = new List<Node>();
        var onlyArrow = false;
        while (!Is(")"))
        {
            onlyArrow = Is("...");
            parts.Add(Spreadable());
            if (onlyArrow && !Is(")")) throw Unexpected("')' after the rest parameter");
            if (!Skip(",")) break;
            onlyArrow = Is(")");
        }
        _noIn = noIn;
        Expect(")");
        if (Is("=>") && !_now.AfterLineBreak) return Arrow(at, parts);
        if (parts.Count == 0 || onlyArrow) throw Unexpected("'=>'");
        return new Bracketed(at, parts is [var one] ? one : new Sequence(at, [.. parts]));
    }

    private ListLiteral List()
    {
        var at = _now.Start;
        Expect("[");
        var noIn = _noIn;
        _noIn = false;
        var items = new List<Node>();
        while (!Is("]"))
        {
            if (Is(",")) items.Add(new Hole(_now.Start));
            else items.Add(Spreadable());
            if (!Skip(",")) break;
        }
        _noIn = noIn;
        Expect("]");
        return new ListLiteral(at, [.. items]);
    }

    private TemplateLiteral Template()
    {
        var at = _now.Start;
        var texts = new List<string>();
        var values = new List<Node>();
        var from = _now.End;
        while (true)
        {
            var (text, last) = _tokens.TemplatePart(from);
            texts.Add(text);
            _now = _tokens.Next();
            _lastEnd = _now.Start;
            if (last) return new TemplateLiteral(at, [.. texts], [.. values]);
            var noIn = _noIn;
            _noIn = false;
            values.Add(Expression());
            _noIn = noIn;
            if (!Is("}")) throw Unexpected("'}'");
            from = _now.End;
        }
    }

    private PatternLiteral Pattern()
    {
        var at = _now.Start;
        var (pattern, flags) = _tokens.Pattern(at);
        _now = _tokens.Next();
        try
        {
            return new PatternLiteral(at, new PatternSource(pattern, flags));
        }
        catch (PatternRefused refused)
        {
            throw Error(at, refused.Message);
        }
    }

    private New New()
    {
        Deeper();
        var at = Take().Start;
        if (Is(".")) throw Error(at, Refusals.NewTarget);
        if (_now.Kind != TokenKind.Name || !Constructors.Contains(_now.Text) || _declared.Contains(_now.Text))
        {
            if (_now.Kind == TokenKind.Name && _now.Text != "System" && Refusals.Names.TryGetValue(_now.Text, out var sentence)
                && !_declared.Contains(_now.Text)) throw Error(at, sentence);
            throw Error(at, Refusals.NewHost);
        }
        var name = Take();
        if (Is(".")) throw Error(at, Refusals.NewHost);
        var arguments = Is("(") ? ArgumentList() : [];
        _depth--;
        return new New(at, name.Text, arguments);
    }
}
