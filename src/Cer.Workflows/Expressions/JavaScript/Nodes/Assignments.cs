namespace Cer.Workflows.Expressions.JavaScript;

internal sealed class Assign(int at, Target target, Node value) : Node(at)
{
    public Target Target => target;

    public Node Value => value;

    public override object? Evaluate(Evaluation e, Frame frame) => Operators.Flat(e, EvaluateGrowing(e, frame));

    public override Flow Execute(Evaluation e, Frame frame)
    {
        EvaluateGrowing(e, frame);
        return Flow.Next;
    }

    public override object? EvaluateGrowing(Evaluation e, Frame frame)
    {
        e.Step(At);
        if (target is MemberTarget member) return Once.Put(e, frame, member, _ => value.Evaluate(e, frame), read: false);
        var given = target is NameTarget ? value.EvaluateGrowing(e, frame) : value.Evaluate(e, frame);
        target.Put(e, frame, given, false);
        return given;
    }

    /// <summary>A property: the object and its key are evaluated once, and before the value.</summary>
    internal static class Once
    {
        public static object? Put(Evaluation e, Frame frame, MemberTarget member, Func<object?, object?> value, bool read)
        {
            var into = member.Target.Evaluate(e, frame);
            var key = member.Key.Evaluate(e, frame);
            e.Here = member.At;
            var old = read ? e.Get(into, key) : null;
            var made = value(old);
            e.Here = member.At;
            if (made is not ChainEnd) e.Set(into, key, made);
            return made is ChainEnd ? old : made;
        }
    }
}

/// <summary><c>+=</c> and its kin.</summary>
internal sealed class AssignWith(int at, Node place, Target target, Operation operation, bool adds, Node value) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame) => Operators.Flat(e, EvaluateGrowing(e, frame));

    public override Flow Execute(Evaluation e, Frame frame)
    {
        EvaluateGrowing(e, frame);
        return Flow.Next;
    }

    public override object? EvaluateGrowing(Evaluation e, Frame frame)
    {
        e.Step(At);
        if (target is MemberTarget member)
            return Assign.Once.Put(e, frame, member, old => operation(e, old, value.Evaluate(e, frame)), read: true);
        var before = adds ? place.EvaluateGrowing(e, frame) : place.Evaluate(e, frame);
        var given = value.Evaluate(e, frame);
        e.Here = At;
        var made = adds ? Operators.Plus(e, before, given) : operation(e, before, given);
        target.Put(e, frame, made, false);
        return made;
    }
}

/// <summary><c>&amp;&amp;=</c>, <c>||=</c> and <c>??=</c>.</summary>
internal sealed class AssignIf(int at, Node place, Target target, string sign, Node value) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        if (target is MemberTarget member)
        {
            return Assign.Once.Put(e, frame, member,
                old => Logical.Decided(sign, old) ? ChainEnd.Value : value.Evaluate(e, frame), read: true);
        }
        var before = place.Evaluate(e, frame);
        if (Logical.Decided(sign, before)) return before;
        var given = value.Evaluate(e, frame);
        target.Put(e, frame, given, false);
        return given;
    }
}

/// <summary><c>++</c> and <c>--</c>.</summary>
internal sealed class StepBy(int at, Node place, Target target, int by, bool before) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        double number = 0;
        if (target is MemberTarget member)
        {
            Assign.Once.Put(e, frame, member, old => (number = Coerce.Number(e, old)) + by, read: true);
        }
        else
        {
            number = Coerce.Number(e, place.Evaluate(e, frame));
            target.Put(e, frame, number + by, false);
        }
        return before ? number + by : number;
    }
}
