namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>Where a value is put.</summary>
internal abstract class Target(int at)
{
    public int At { get; } = at;

    /// <remarks>declare: it is the declaration of a <c>let</c> or <c>const</c>, which comes to life by it.</remarks>
    public abstract void Put(Evaluation e, Frame frame, object? value, bool declare);

    protected static object? Or(Evaluation e, Frame frame, object? value, Node? otherwise) =>
        value is Undefined && otherwise is not null ? otherwise.Evaluate(e, frame) : value;
}

internal sealed class NameTarget(int at, string name) : Target(at)
{
    public string Name => name;

    public override void Put(Evaluation e, Frame frame, object? value, bool declare)
    {
        if (frame.Find(name) is not { } binding)
        {
            e.Here = At;
            e.PutGlobal(frame, name, value is GrowingText growing ? growing.Flat(e) : value);
            return;
        }
        if (declare) binding.Ready = true;
        else if (!binding.Ready || binding.Constant)
        {
            e.Here = At;
            throw binding.Constant && binding.Ready
                ? e.TypeError("Assignment to constant variable.")
                : e.ReferenceError($"Cannot access '{name}' before initialization");
        }
        binding.Value = value;
    }
}

internal sealed class MemberTarget(int at, Node target, Node key) : Target(at)
{
    public Node Target => target;

    public Node Key => key;

    public override void Put(Evaluation e, Frame frame, object? value, bool declare)
    {
        var into = target.Evaluate(e, frame);
        var name = key.Evaluate(e, frame);
        e.Here = At;
        e.Set(into, name, value);
    }
}

internal sealed class ListTarget(int at, (Target? Item, Node? Otherwise, bool IsRest)[] items) : Target(at)
{
    public (Target? Item, Node? Otherwise, bool IsRest)[] Items => items;

    public override void Put(Evaluation e, Frame frame, object? value, bool declare)
    {
        e.Here = At;
        using var values = e.Iterate(value).GetEnumerator();
        foreach (var (item, otherwise, rest) in items)
        {
            if (rest)
            {
                var list = new List<object?>();
                while (values.MoveNext()) e.Push(list, values.Current);
                item!.Put(e, frame, list, declare);
                return;
            }
            var part = values.MoveNext() ? values.Current : Undefined.Value;
            item?.Put(e, frame, Or(e, frame, part, otherwise), declare);
        }
    }
}

internal sealed class ObjectTarget(int at, (Node Key, Target Item, Node? Otherwise)[] items, Target? rest) : Target(at)
{
    public (Node Key, Target Item, Node? Otherwise)[] Items => items;

    public Target? Rest => rest;

    public override void Put(Evaluation e, Frame frame, object? value, bool declare)
    {
        e.Here = At;
        if (Coerce.IsNullish(value)) throw e.TypeError($"Cannot destructure '{Coerce.Text(e, value)}' as it is {Coerce.Text(e, value)}.");
        var taken = new HashSet<string>();
        foreach (var (key, item, otherwise) in items)
        {
            var name = e.Key(key.Evaluate(e, frame));
            e.Here = At;
            taken.Add(name);
            item.Put(e, frame, Or(e, frame, e.Get(value, name), otherwise), declare);
        }
        if (rest is null) return;
        var others = new OrderedDictionary<string, object?>();
        foreach (var (name, part) in e.PropertiesOf(value))
            if (!taken.Contains(name)) e.Put(others, name, part);
        rest.Put(e, frame, others, declare);
    }
}
