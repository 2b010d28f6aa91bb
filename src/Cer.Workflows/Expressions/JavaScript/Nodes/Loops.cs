namespace Cer.Workflows.Expressions.JavaScript;

internal sealed class While(int at, Node condition, Node body, bool counts) : Node(at)
{
    public override Flow Execute(Evaluation e, Frame frame)
    {
        if (counts) e.Completion = Undefined.Value;
        while (true)
        {
            e.Step(At);
            if (!Coerce.Truth(condition.Evaluate(e, frame))) return Flow.Next;
            var flow = body.Execute(e, frame);
            if (flow == Flow.Return) return flow;
            if (flow == Flow.Break) return Flow.Next;
        }
    }
}

internal sealed class DoWhile(int at, Node condition, Node body, bool counts) : Node(at)
{
    public override Flow Execute(Evaluation e, Frame frame)
    {
        if (counts) e.Completion = Undefined.Value;
        do
        {
            e.Step(At);
            var flow = body.Execute(e, frame);
            if (flow == Flow.Return) return flow;
            if (flow == Flow.Break) return Flow.Next;
        }
        while (Coerce.Truth(condition.Evaluate(e, frame)));
        return Flow.Next;
    }
}

internal sealed class For(int at, Node? first, Node? condition, Node? next, Node body, List<Declared> names, bool counts) : Node(at)
{
    public override Flow Execute(Evaluation e, Frame frame)
    {
        if (counts) e.Completion = Undefined.Value;
        var own = names.Count > 0;
        if (own) frame = Block.Inner(e, frame, names, []);
        first?.Execute(e, frame);
        if (own) frame = Again(e, frame);
        while (true)
        {
            e.Step(At);
            if (condition is not null && !Coerce.Truth(condition.Evaluate(e, frame))) return Flow.Next;
            var flow = body.Execute(e, frame);
            if (flow == Flow.Return) return flow;
            if (flow == Flow.Break) return Flow.Next;
            if (own) frame = Again(e, frame);
            next?.Execute(e, frame);
        }
    }

    /// <summary>Each pass has its own names, so that a function made in it keeps those of its pass.</summary>
    private Frame Again(Evaluation e, Frame frame)
    {
        if (!e.MakesFunctions) return frame;
        e.Spend(64);
        var fresh = new Frame(frame.Parent);
        foreach (var name in names)
        {
            var binding = fresh.Declare(new Binding(name.Name) { Constant = name.Constant });
            binding.Value = frame.Own(name.Name)!.Value;
        }
        return fresh;
    }
}

internal sealed class ForEach(
    int at, Target target, string kind, bool keys, Node over, Node body, List<Declared> names, bool counts) : Node(at)
{
    public override Flow Execute(Evaluation e, Frame frame)
    {
        if (counts) e.Completion = Undefined.Value;
        var all = over.Evaluate(e, names.Count > 0 ? Block.Inner(e, frame, names, []) : frame);
        e.Here = over.At;
        if (keys && Coerce.IsNullish(all)) return Flow.Next;
        foreach (var value in keys ? e.PropertiesOf(all).Select(item => (object?)item.Key).ToList() : e.Iterate(all))
        {
            e.Step(At);
            if (keys && !e.HasProperty(all, value)) continue;
            var inner = names.Count > 0 ? Block.Inner(e, frame, names, []) : frame;
            target.Put(e, inner, value, kind is "let" or "const");
            var flow = body.Execute(e, inner);
            if (flow == Flow.Return) return flow;
            if (flow == Flow.Break) return Flow.Next;
        }
        return Flow.Next;
    }
}

/// <summary>A branch of <c>switch</c>; the one without a test is the default.</summary>
internal sealed record Case(Node? Test, Node[] Statements);

internal sealed class Switch(
    int at, Node value, Case[] cases, List<Declared> names, List<FunctionNode> functions, bool counts) : Node(at)
{
    public override Flow Execute(Evaluation e, Frame frame)
    {
        e.Step(At);
        var given = value.Evaluate(e, frame);
        if (counts) e.Completion = Undefined.Value;
        if (names.Count > 0 || functions.Count > 0) frame = Block.Inner(e, frame, names, functions);
        var start = Array.FindIndex(cases, item => item.Test is not null && Coerce.StrictEquals(given, item.Test.Evaluate(e, frame)));
        if (start < 0) start = Array.FindIndex(cases, item => item.Test is null);
        if (start < 0) return Flow.Next;
        foreach (var item in cases.AsSpan(start))
        {
            var flow = Block.Run(e, frame, item.Statements);
            if (flow == Flow.Break) return Flow.Next;
            if (flow != Flow.Next) return flow;
        }
        return Flow.Next;
    }
}
