namespace Cer.Workflows.Expressions.JavaScript;

internal sealed record Parameter(Target Target, Node? Otherwise, bool Rest);

/// <summary>A function as it is written.</summary>
internal sealed class FunctionNode(
    int at, int end, string name, string? own, bool arrow, Parameter[] parameters, FunctionBody body) : Node(at)
{
    public int End => end;

    public string Name { get; set; } = name;

    /// <summary>The name by which a function expression knows itself.</summary>
    public string? Own => own;

    public bool Arrow => arrow;

    public int Length { get; } = parameters.TakeWhile(item => item is { Otherwise: null, Rest: false }).Count();

    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        e.Spend(48);
        e.MakesFunctions = true;
        return new Closure(this, frame);
    }

    public object? Run(Evaluation e, Frame frame, object?[] arguments)
    {
        foreach (var name in body.Parameters) frame.Declare(new Binding(name));
        for (var i = 0; i < parameters.Length; i++)
        {
            var (target, otherwise, rest) = parameters[i];
            if (rest)
            {
                var list = new List<object?>(arguments.Skip(i));
                e.Spend(16L * list.Count);
                foreach (var item in list) e.Held(list, item);
                target.Put(e, frame, list, true);
                continue;
            }
            var value = i < arguments.Length ? arguments[i] : Undefined.Value;
            if (value is Undefined && otherwise is not null) value = otherwise.Evaluate(e, frame);
            target.Put(e, frame, value, true);
        }
        return body.Run(e, frame);
    }
}

/// <summary>The statements of a function, or of the script, with the names they bring.</summary>
internal sealed class FunctionBody(
    Node[] statements, List<string> vars, List<Declared> names, List<FunctionNode> functions, List<string>? parameters = null)
{
    public IReadOnlyList<string> Parameters { get; } = parameters ?? [];

    public object? Run(Evaluation e, Frame frame)
    {
        foreach (var name in vars) frame.Declare(new Binding(name));
        frame.Declare(names);
        foreach (var function in functions)
        {
            e.MakesFunctions = true;
            frame.Declare(new Binding(function.Name)).Value = new Closure(function, frame);
        }
        var flow = Block.Run(e, frame, statements);
        if (flow == Flow.Return) return Operators.Flat(e, e.Returned);
        return parameters is null ? Operators.Flat(e, e.Completion) : Undefined.Value;
    }
}
