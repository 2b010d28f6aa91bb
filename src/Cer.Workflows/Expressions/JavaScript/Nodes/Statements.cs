namespace Cer.Workflows.Expressions.JavaScript;

internal sealed class Empty(int at) : Node(at)
{
    public override Flow Execute(Evaluation e, Frame frame) => Flow.Next;
}

internal sealed class ExpressionStatement(int at, Node expression, bool counts) : Node(at)
{
    public override Flow Execute(Evaluation e, Frame frame)
    {
        e.Step(At);
        if (!counts) return expression.Execute(e, frame);
        e.Completion = expression.EvaluateGrowing(e, frame);
        return Flow.Next;
    }
}

internal sealed class Declaration(int at, string kind, (Target Target, Node? Value)[] parts) : Node(at)
{
    public (Target Target, Node? Value)[] Parts => parts;

    public string Kind => kind;

    public override Flow Execute(Evaluation e, Frame frame)
    {
        e.Step(At);
        foreach (var (target, value) in parts)
        {
            if (value is null && kind == "var") continue;
            var given = value is null ? Undefined.Value
                : target is NameTarget ? value.EvaluateGrowing(e, frame) : value.Evaluate(e, frame);
            target.Put(e, frame, given, kind != "var");
        }
        return Flow.Next;
    }
}

internal sealed class Block(int at, Node[] statements, List<Declared> names, List<FunctionNode> functions) : Node(at)
{
    public override Flow Execute(Evaluation e, Frame frame)
    {
        e.Step(At);
        if (names.Count > 0 || functions.Count > 0) frame = Inner(e, frame, names, functions);
        return Run(e, frame, statements);
    }

    public static Frame Inner(Evaluation e, Frame frame, List<Declared> names, List<FunctionNode> functions)
    {
        e.Spend(64 + 48L * names.Count);
        var inner = new Frame(frame);
        inner.Declare(names);
        e.MakesFunctions |= functions.Count > 0;
        foreach (var function in functions) inner.Declare(new Binding(function.Name) { Value = new Closure(function, inner) });
        return inner;
    }

    public static Flow Run(Evaluation e, Frame frame, Node[] statements)
    {
        foreach (var statement in statements)
        {
            var flow = statement.Execute(e, frame);
            if (flow != Flow.Next) return flow;
        }
        return Flow.Next;
    }
}

internal sealed class If(int at, Node condition, Node then, Node? otherwise, bool counts) : Node(at)
{
    public override Flow Execute(Evaluation e, Frame frame)
    {
        e.Step(At);
        var truth = Coerce.Truth(condition.Evaluate(e, frame));
        if (counts) e.Completion = Undefined.Value;
        return truth ? then.Execute(e, frame) : otherwise?.Execute(e, frame) ?? Flow.Next;
    }
}

internal sealed class Return(int at, Node? value) : Node(at)
{
    public override Flow Execute(Evaluation e, Frame frame)
    {
        e.Step(At);
        e.Returned = value is null ? Undefined.Value : value.Evaluate(e, frame);
        return Flow.Return;
    }
}

internal sealed class Jump(int at, Flow flow) : Node(at)
{
    public override Flow Execute(Evaluation e, Frame frame)
    {
        e.Step(At);
        return flow;
    }
}

internal sealed class Throw(int at, Node value) : Node(at)
{
    public override Flow Execute(Evaluation e, Frame frame)
    {
        e.Step(At);
        throw new Thrown(value.Evaluate(e, frame), At);
    }
}

internal sealed class Try(
    int at, Block block, Target? caught, List<Declared> names, Block? handler, Block? last, bool counts) : Node(at)
{
    /// <summary>Throwing costs the machine far more than other steps.</summary>
    private const int Cost = 100;

    public override Flow Execute(Evaluation e, Frame frame)
    {
        e.Step(At);
        if (counts) e.Completion = Undefined.Value;
        Thrown? pending = null;
        var flow = Flow.Next;
        var depth = e.Depth;
        try
        {
            flow = block.Execute(e, frame);
        }
        catch (Thrown thrown)
        {
            pending = thrown;
        }
        if (pending is not null && handler is not null)
        {
            e.Depth = depth;
            e.Work(Cost);
            try
            {
                flow = Handle(e, frame, pending);
                pending = null;
            }
            catch (Thrown thrown)
            {
                pending = thrown;
            }
        }
        if (last is not null)
        {
            e.Depth = depth;
            var (returned, completion) = (e.Returned, e.Completion);
            var over = last.Execute(e, frame);
            if (over != Flow.Next) return over;
            (e.Returned, e.Completion) = (returned, completion);
        }
        if (pending is not null) throw new Thrown(pending.Value, pending.At);
        return flow;
    }

    private Flow Handle(Evaluation e, Frame frame, Thrown thrown)
    {
        if (caught is not null)
        {
            frame = Block.Inner(e, frame, names, []);
            caught.Put(e, frame, thrown.Value, true);
        }
        return handler!.Execute(e, frame);
    }
}
