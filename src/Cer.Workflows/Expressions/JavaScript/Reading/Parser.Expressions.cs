namespace Cer.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
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
        ["==="] = 7,
        ["!=="] = 7,
        ["<"] = 8,
        [">"] = 8,
        ["<="] = 8,
        [">="] = 8,
        ["in"] = 8,
        ["instanceof"] = 8,
        ["<<"] = 9,
        [">>"] = 9,
        [">>>"] = 9,
        ["+"] = 10,
        ["-"] = 10,
        ["*"] = 11,
        ["/"] = 11,
        ["%"] = 11,
        ["**"] = 12,
    };

    private static readonly HashSet<string> Assigning =
        ["=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=", "??="];

    /// <summary>Between the brackets of <c>for</c>, <c>in</c> is not an operator.</summary>
    private bool _noIn;

    private Node Expression()
    {
        var first = Assignment();
        if (!Is(",")) return first;
        var parts = new List<Node> { first };
        while (Skip(",")) parts.Add(Assignment());
        return new Sequence(first.At, [.. parts]);
    }

    private Node Assignment()
    {
        Deeper();
        var node = AssignmentInside();
        _depth--;
        return node;
    }

    private Node AssignmentInside()
    {
        var at = _now.Start;
        if (IsWord("yield")) throw Error(at, Refusals.Yield);
        var left = Conditional();
        if (_now.Kind != TokenKind.Mark || !Assigning.Contains(_now.Text) || left is FunctionNode) return left;
        var mark = Take();
        if (mark.Text == "=")
        {
            var target = ToTarget(left);
            return new Assign(mark.Start, target, Named(Assignment(), target, false));
        }
        var plain = Bare(left);
        if (plain is not (Identifier or Member or Element))
            throw Error(mark.Start, $"What stands before '{mark.Text}' cannot be assigned to.");
        var simple = ToTarget(plain);
        var value = Assignment();
        var sign = mark.Text[..^1];
        return sign is "&&" or "||" or "??"
            ? new AssignIf(mark.Start, plain, simple, sign, value)
            : new AssignWith(mark.Start, plain, simple, Operators.Of[sign], sign == "+", value);
    }

    private Node Conditional()
    {
        var condition = Binary(0);
        if (!Is("?") || condition is FunctionNode) return condition;
        var at = Take().Start;
        var noIn = _noIn;
        _noIn = false;
        var then = Assignment();
        _noIn = noIn;
        Expect(":");
        return new Conditional(at, condition, then, Assignment());
    }

    private Node Binary(int strength)
    {
        var left = Unary();
        if (left is FunctionNode { Arrow: true }) return left;
        while (_now.Kind is TokenKind.Mark or TokenKind.Name && Strength.TryGetValue(_now.Text, out var found) && found > strength)
        {
            if (_noIn && _now.Text == "in") return left;
            var mark = Take();
            if (mark.Text == "**" && left is Unary _ or Await _) throw Error(mark.Start, "Before '**' a sign needs brackets: (-x) ** y.");
            Deeper();
            var right = Binary(mark.Text == "**" ? found - 1 : found);
            _depth--;
            if (mark.Text is "??" != (left is Logical { Sign: "??" }) && left is Logical { } a && (mark.Text is "??" or "||" or "&&")
                && (mark.Text == "??" || a.Sign == "??") || (mark.Text == "??" && right is Logical { Sign: "||" or "&&" }))
                throw Error(mark.Start, "'??' beside '||' or '&&' needs brackets.");
            left = mark.Text switch
            {
                "&&" or "||" or "??" => new Logical(mark.Start, mark.Text, left, right),
                "+" => new Add(mark.Start, left, right),
                _ => new Binary(mark.Start, left, right, Operators.Of[mark.Text]),
            };
        }
        return left;
    }

    private Node Unary()
    {
        var at = _now.Start;
        if (_now.Kind == TokenKind.Mark && _now.Text is "!" or "-" or "+" or "~" && _now.Kind == TokenKind.Mark)
            return new Unary(at, Take().Text, Operand());
        if (_now.Kind == TokenKind.Mark && _now.Text is "++" or "--" && _now.Kind == TokenKind.Mark)
        {
            var sign = Take().Text;
            var place = Bare(Operand());
            return Step(at, place, sign, before: true);
        }
        if (_now.Kind == TokenKind.Name)
        {
            switch (_now.Text)
            {
                case "typeof" or "void":
                    return new Unary(at, Take().Text, Operand());
                case "await":
                    Take();
                    return new Await(at, Operand());
                case "delete":
                    Take();
                    return Bare(Operand()) switch
                    {
                        Member member => new Delete(at, member.Target, new Literal(at, member.Name)),
                        Element element => new Delete(at, element.Target, element.Key),
                        OptionalChain => throw Error(at, "delete with '?.' is not known here: look with if first."),
                        Identifier => throw Error(at, Refusals.DeleteName),
                        _ => throw Error(at, "After delete there must be a property: delete object.name."),
                    };
            }
        }
        var node = Postfix();
        if (!_now.AfterLineBreak && node is not FunctionNode && (Is("++") || Is("--")))
            return Step(at, Bare(node), Take().Text, before: false);
        return node;
    }

    private Node Operand()
    {
        Deeper();
        var node = Unary();
        _depth--;
        return node;
    }

    private StepBy Step(int at, Node place, string sign, bool before) => place is Identifier or Member or Element
        ? new StepBy(at, place, ToTarget(place), sign == "++" ? 1 : -1, before)
        : throw Error(at, $"'{sign}' needs a variable or a property.");

    private Node Postfix()
    {
        var node = IsWord("new") ? New() : Primary();
        if (node is FunctionNode { Arrow: true }) return node;
        var optional = false;
        while (_now.Kind == TokenKind.Mark)
        {
            var at = _now.Start;
            if (Is("`")) throw Error(at, Refusals.Tagged);
            if (Skip("."))
            {
                node = new Member(_now.Start, node, PropertyName(), false);
            }
            else if (Skip("?."))
            {
                optional = true;
                if (Is("(")) node = new Call(at, node, ArgumentList(), true);
                else if (Is("[")) node = new Element(at, node, Key(), true);
                else node = new Member(_now.Start, node, PropertyName(), true);
            }
            else if (Is("[")) node = new Element(at, node, Key(), false);
            else if (Is("(")) node = new Call(node.At, node, ArgumentList(), false);
            else break;
        }
        return optional ? new OptionalChain(node.At, node) : node;
    }

    private string PropertyName()
    {
        if (Is("#")) throw Error(_now.Start, Refusals.Private);
        if (_now.Kind != TokenKind.Name) throw Unexpected("the name of a property");
        if (Refusals.Properties.TryGetValue(_now.Text, out var sentence)) throw Error(_now.Start, sentence);
        return Take().Text;
    }

    private Node Key()
    {
        Expect("[");
        var noIn = _noIn;
        _noIn = false;
        var key = Expression();
        _noIn = noIn;
        Expect("]");
        return key;
    }

    private Node[] ArgumentList()
    {
        Expect("(");
        var noIn = _noIn;
        _noIn = false;
        var list = new List<Node>();
        while (!Is(")"))
        {
            list.Add(Spreadable());
            if (!Skip(",")) break;
        }
        _noIn = noIn;
        Expect(")");
        return [.. list];
    }

    private Node Spreadable()
    {
        var at = _now.Start;
        return Skip("...") ? new Spread(at, Assignment()) : Assignment();
    }

    private static Node Bare(Node node) => node is Bracketed bracketed ? Bare(bracketed.Inner) : node;
}
