namespace Cer.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    private Node Body()
    {
        _function.Loops++;
        var body = Statement();
        _function.Loops--;
        return body;
    }

    private While While()
    {
        var at = Take().Start;
        Expect("(");
        var condition = Expression();
        Expect(")");
        return new While(at, condition, Body(), AtTop);
    }

    private DoWhile DoWhile()
    {
        var at = Take().Start;
        var body = Body();
        if (!IsWord("while")) throw Unexpected("'while'");
        Take();
        Expect("(");
        var condition = Expression();
        Expect(")");
        Skip(";");
        return new DoWhile(at, condition, body, AtTop);
    }

    private Node For()
    {
        var at = Take().Start;
        if (IsWord("await")) throw Error(_now.Start, Refusals.ForAwait);
        Expect("(");
        var outer = _names;
        _names = new Names();
        var node = ForInside(at);
        foreach (var name in _names.Loose) outer.Loose.Add(name);
        _names = outer;
        return node;
    }

    private Node ForInside(int at)
    {
        Node? first = null;
        if (IsWord("var") || IsWord("let") || IsWord("const"))
        {
            _noIn = true;
            var declaration = Declarations(() => { }, inFor: true);
            _noIn = false;
            if (IsWord("of") || IsWord("in"))
            {
                if (declaration.Parts is not [(var target, null)]) throw Error(at, "Before 'of' and 'in' stands one name without a value.");
                return Each(at, target, declaration.Kind);
            }
            first = declaration;
        }
        else if (!Is(";"))
        {
            _noIn = true;
            var expression = Expression();
            _noIn = false;
            if (IsWord("of") || IsWord("in")) return Each(at, ToTarget(expression), "");
            first = new ExpressionStatement(at, expression, false);
        }
        Expect(";");
        var condition = Is(";") ? null : Expression();
        Expect(";");
        var next = Is(")") ? null : Expression();
        Expect(")");
        return new For(at, first, condition, next, Body(), _names.Lexical, AtTop);
    }

    private ForEach Each(int at, Target target, string kind)
    {
        var keys = Take().Text == "in";
        var over = keys ? Expression() : Assignment();
        Expect(")");
        return new ForEach(at, target, kind, keys, over, Body(), _names.Lexical, AtTop);
    }

    private Switch Switch()
    {
        var at = Take().Start;
        Expect("(");
        var value = Expression();
        Expect(")");
        Expect("{");
        var outer = _names;
        _names = new Names();
        _function.Switches++;
        var cases = new List<Case>();
        while (!Skip("}"))
        {
            Node? test = null;
            if (IsWord("case"))
            {
                Take();
                test = Expression();
            }
            else if (IsWord("default"))
            {
                if (cases.Exists(item => item.Test is null)) throw Error(_now.Start, "There is a second default.");
                Take();
            }
            else throw Unexpected("'case', 'default' or '}'");
            Expect(":");
            var statements = new List<Node>();
            while (!Is("}") && !IsWord("case") && !IsWord("default"))
            {
                if (_now.Kind == TokenKind.End) throw Unexpected("'}'");
                statements.Add(Statement());
            }
            cases.Add(new Case(test, [.. statements]));
        }
        _function.Switches--;
        var node = new Switch(at, value, [.. cases], _names.Lexical, _names.Functions, AtTop);
        foreach (var name in _names.Loose) outer.Loose.Add(name);
        _names = outer;
        return node;
    }
}
