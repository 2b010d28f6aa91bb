namespace Cer.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    private FunctionNode FunctionLiteral(bool declaration)
    {
        var at = Take().Start;
        if (Is("*")) throw Error(at, Refusals.Generator);
        var name = declaration || _now.Kind == TokenKind.Name ? NewName() : "";
        if (name.Length > 0) _declared.Add(name);
        return Function(at, name, declaration || name.Length == 0 ? null : name, false);
    }

    /// <summary>Parameters in brackets and a body in braces.</summary>
    private FunctionNode Function(int at, string name, string? own, bool arrow)
    {
        Deeper();
        var (function, names, noIn) = (_function, _names, _noIn);
        (_function, _names, _noIn) = (new Context(_function), new Names(), false);
        Expect("(");
        var parameters = new List<Parameter>();
        while (!Is(")"))
        {
            var rest = Skip("...");
            var target = BindingTarget("let");
            Node? otherwise = null;
            if (!rest && Skip("=")) otherwise = Assignment();
            parameters.Add(new Parameter(target, otherwise, rest));
            if (rest && !Is(")")) throw Unexpected("')' after the rest parameter");
            if (!Skip(",")) break;
        }
        Expect(")");
        var body = BodyOf();
        var node = new FunctionNode(at, _lastEnd, name, own, arrow, [.. parameters], body);
        (_function, _names, _noIn) = (function, names, noIn);
        _depth--;
        return node;
    }

    private FunctionBody BodyOf()
    {
        var parameters = _names.Lexical.Select(item => item.Name).ToList();
        _names.Lexical.Clear();
        _names.Known.Clear();
        foreach (var name in parameters) _names.Loose.Add(name);
        var at = _now.Start;
        Expect("{");
        var statements = new List<Node>();
        while (!Is("}"))
        {
            if (_now.Kind == TokenKind.End) throw Error(at, "The '{' here has no closing '}'.");
            statements.Add(Statement());
        }
        Take();
        return new FunctionBody([.. statements], _function.Vars, _names.Lexical, _names.Functions, parameters);
    }

    private FunctionNode Arrow(int at, List<Node> parts)
    {
        Deeper();
        Expect("=>");
        var (function, names) = (_function, _names);
        (_function, _names) = (new Context(_function), new Names());
        var parameters = new List<Parameter>();
        foreach (var part in parts)
        {
            parameters.Add(part switch
            {
                Spread spread => new Parameter(Declaring(ToTarget(spread.Value)), null, true),
                Assign assign => new Parameter(Declaring(assign.Target), assign.Value, false),
                _ => new Parameter(Declaring(ToTarget(part)), null, false),
            });
        }
        FunctionBody body;
        if (Is("{")) body = BodyOf();
        else
        {
            var parameterNames = _names.Lexical.Select(item => item.Name).ToList();
            var value = Assignment();
            body = new FunctionBody([new Return(value.At, value)], [], [], [], parameterNames);
        }
        var node = new FunctionNode(at, _lastEnd, "", null, true, [.. parameters], body);
        (_function, _names) = (function, names);
        _depth--;
        return node;
    }

    /// <summary>A pattern that was read as a value, as the names of parameters.</summary>
    private Target Declaring(Target target)
    {
        switch (target)
        {
            case NameTarget name:
                if (Reserved.Contains(name.Name)) throw Error(name.At, $"'{name.Name}' cannot be a name.");
                Declare(name.Name, "let", name.At);
                return target;
            case ListTarget list:
                foreach (var (item, _, _) in list.Items)
                    if (item is not null) Declaring(item);
                return target;
            case ObjectTarget map:
                foreach (var (_, item, _) in map.Items) Declaring(item);
                if (map.Rest is not null) Declaring(map.Rest);
                return target;
            default: throw Error(target.At, "A parameter is a name or a pattern of names.");
        }
    }
}
