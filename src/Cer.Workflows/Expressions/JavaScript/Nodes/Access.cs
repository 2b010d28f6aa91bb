namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>Marks that a chain of <c>?.</c> ended before its end.</summary>
internal sealed class ChainEnd
{
    public static readonly ChainEnd Value = new();
}

internal sealed class OptionalChain(int at, Node inner) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame) =>
        inner.Evaluate(e, frame) is var value && value is ChainEnd ? Undefined.Value : value;
}

internal sealed class Member(int at, Node target, string name, bool optional) : Node(at)
{
    public Node Target => target;

    public string Name => name;

    public bool Optional => optional;

    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        if (name == "length" && target is Identifier && target.EvaluateGrowing(e, frame) is GrowingText growing)
            return (double)growing.Length;
        var from = target.Evaluate(e, frame);
        if (from is ChainEnd || (optional && Coerce.IsNullish(from))) return ChainEnd.Value;
        e.Here = At;
        return e.Get(from, name);
    }
}

internal sealed class Element(int at, Node target, Node key, bool optional) : Node(at)
{
    public Node Target => target;

    public Node Key => key;

    public bool Optional => optional;

    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        var from = target.Evaluate(e, frame);
        if (from is ChainEnd || (optional && Coerce.IsNullish(from))) return ChainEnd.Value;
        var index = key.Evaluate(e, frame);
        e.Here = At;
        return e.Get(from, index);
    }
}

internal sealed class Call(int at, Node function, Node[] arguments, bool optional) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        object? self = Undefined.Value;
        object? callee;
        var place = function is Bracketed bracketed ? bracketed.Inner : function;
        switch (place)
        {
            case Member member:
                self = member.Target.Evaluate(e, frame);
                if (self is ChainEnd || (member.Optional && Coerce.IsNullish(self))) return ChainEnd.Value;
                e.Here = member.At;
                callee = e.Get(self, member.Name);
                break;
            case Element element:
                self = element.Target.Evaluate(e, frame);
                if (self is ChainEnd || (element.Optional && Coerce.IsNullish(self))) return ChainEnd.Value;
                var key = element.Key.Evaluate(e, frame);
                e.Here = element.At;
                callee = e.Get(self, key);
                break;
            default:
                callee = function.Evaluate(e, frame);
                if (callee is ChainEnd) return callee;
                break;
        }
        if (optional && Coerce.IsNullish(callee)) return ChainEnd.Value;
        var here = place is Member named ? named.At : At;
        if (callee is not (Callable or HostFunction))
        {
            e.Here = here;
            throw e.TypeError($"{Evaluation.Written(place)} is not a function");
        }
        var given = e.EvaluateAll(arguments, frame);
        e.Here = here;
        return e.Call(callee, self, given, here);
    }
}

internal sealed class New(int at, string name, Node[] arguments) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        var given = e.EvaluateAll(arguments, frame);
        e.Here = At;
        e.Spend(96);
        return ((BuiltIn)Globals.All[name]!).Construct!(e, null, new Arguments(given));
    }
}

internal sealed class Delete(int at, Node target, Node key) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        var from = target.Evaluate(e, frame);
        var name = key.Evaluate(e, frame);
        e.Here = At;
        return e.Remove(from, name);
    }
}
