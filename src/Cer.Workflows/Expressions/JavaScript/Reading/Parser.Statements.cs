namespace Cer.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    private bool AtTop => _function.Outer is null;

    private Node Statement()
    {
        Deeper();
        var node = StatementInside();
        _depth--;
        return node;
    }

    private Node StatementInside()
    {
        var at = _now.Start;
        if (_now.Kind == TokenKind.Mark)
        {
            if (Is("{")) return Block();
            if (Skip(";")) return new Empty(at);
        }
        if (_now.Kind == TokenKind.Name)
        {
            switch (_now.Text)
            {
                case "var" or "const":
                    return Declarations(EndOfStatement);
                case "let": return Declarations(EndOfStatement);
                case "function": return FunctionDeclaration();
                case "if": return If();
                case "for": return For();
                case "while": return While();
                case "do": return DoWhile();
                case "switch": return Switch();
                case "try": return Try();
                case "return": return Return();
                case "throw": return Throw();
                case "break" or "continue": return Jump();
                case "class": throw Error(at, Refusals.Class);
                case "with": throw Error(at, Refusals.With);
                case "import": throw Error(at, Refusals.Import);
                case "export": throw Error(at, Refusals.Export);
                case "debugger": throw Error(at, Refusals.Debugger);
            }
        }
        var word = _now.Kind == TokenKind.Name && !Reserved.Contains(_now.Text);
        var expression = Expression();
        if (word && expression is Identifier && Is(":")) throw Error(at, Refusals.Label);
        if (Is(":") && expression is Literal)
            throw Error(_now.Start, "Found ':', expected ';': an object alone needs brackets around it: ({ … }).");
        EndOfStatement();
        return new ExpressionStatement(at, expression, AtTop);
    }

    private Block Block()
    {
        var at = _now.Start;
        Expect("{");
        var outer = _names;
        _names = new Names();
        var statements = new List<Node>();
        while (!Is("}"))
        {
            if (_now.Kind == TokenKind.End) throw Error(at, "The '{' here has no closing '}'.");
            statements.Add(Statement());
        }
        Take();
        var block = new Block(at, [.. statements], _names.Lexical, _names.Functions);
        foreach (var name in _names.Loose)
        {
            if (outer.Known.Contains(name)) throw Error(at, $"'{name}' is declared twice.");
            outer.Loose.Add(name);
        }
        _names = outer;
        return block;
    }

    private Declaration Declarations(Action end, bool inFor = false)
    {
        var at = _now.Start;
        var kind = Take().Text;
        var parts = new List<(Target, Node?)>();
        do
        {
            var start = _now.Start;
            var target = BindingTarget(kind);
            Node? value = null;
            if (Skip("=")) value = Named(Assignment(), target, inFor);
            else if (!inFor || !(IsWord("of") || IsWord("in")))
            {
                if (kind == "const") throw Error(start, "A const needs a value: const name = ….");
                if (target is not NameTarget) throw Error(start, "A pattern needs a value: let { a } = ….");
            }
            parts.Add((target, value));
        }
        while (Skip(","));
        end();
        return new Declaration(at, kind, [.. parts]);
    }

    private static Node Named(Node value, Target target, bool _)
    {
        if (target is NameTarget named && value is FunctionNode { Name.Length: 0 } function) function.Name = named.Name;
        return value;
    }

    private Empty FunctionDeclaration()
    {
        var at = _now.Start;
        var function = FunctionLiteral(declaration: true);
        _declared.Add(function.Name);
        if (_names.Known.Contains(function.Name)) throw Error(at, $"'{function.Name}' is declared twice.");
        _names.Loose.Add(function.Name);
        _names.Functions.Add(function);
        return new Empty(at);
    }

    private If If()
    {
        var at = Take().Start;
        Expect("(");
        var condition = Expression();
        Expect(")");
        var then = Statement();
        Node? otherwise = null;
        if (IsWord("else"))
        {
            Take();
            otherwise = Statement();
        }
        return new If(at, condition, then, otherwise, AtTop);
    }

    private Return Return()
    {
        var at = Take().Start;
        Node? value = null;
        if (!Is(";") && !Is("}") && _now.Kind != TokenKind.End && !_now.AfterLineBreak) value = Expression();
        EndOfStatement();
        return new Return(at, value);
    }

    private Throw Throw()
    {
        var at = Take().Start;
        if (_now.AfterLineBreak) throw Error(at, "What is thrown must stand on the line of throw.");
        var value = Expression();
        EndOfStatement();
        return new Throw(at, value);
    }

    private Jump Jump()
    {
        var token = Take();
        if (_now.Kind == TokenKind.Name && !_now.AfterLineBreak) throw Error(_now.Start, Refusals.Label);
        var leaves = token.Text == "break";
        if (_function.Loops == 0 && (!leaves || _function.Switches == 0))
            throw Error(token.Start, $"'{token.Text}' stands outside a loop.");
        EndOfStatement();
        return new Jump(token.Start, leaves ? Flow.Break : Flow.Continue);
    }

    private Try Try()
    {
        var at = Take().Start;
        var block = Block();
        Target? caught = null;
        Block? handler = null, last = null;
        List<Declared> names = [];
        if (IsWord("catch"))
        {
            Take();
            var outer = _names;
            _names = new Names();
            if (Skip("("))
            {
                caught = BindingTarget("let");
                Expect(")");
            }
            names = _names.Lexical;
            _names = outer;
            handler = Block();
        }
        if (IsWord("finally"))
        {
            Take();
            last = Block();
        }
        if (handler is null && last is null) throw Error(at, "After try there must be catch or finally.");
        return new Try(at, block, caught, names, handler, last, AtTop);
    }
}
