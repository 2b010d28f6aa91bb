namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>How a statement ended.</summary>
internal enum Flow
{
    Next,
    Break,
    Continue,
    Return,
}

/// <summary>A part of a script that evaluates itself.</summary>
/// <param name="at">The place of its first character.</param>
internal abstract class Node(int at)
{
    public int At { get; } = at;

    public virtual object? Evaluate(Evaluation e, Frame frame) => throw new InvalidOperationException("A statement has no value.");

    /// <summary>As Evaluate, but a text that is still growing may stay so.</summary>
    public virtual object? EvaluateGrowing(Evaluation e, Frame frame) => Evaluate(e, frame);

    public virtual Flow Execute(Evaluation e, Frame frame)
    {
        Evaluate(e, frame);
        return Flow.Next;
    }
}

internal sealed class Literal(int at, object? value) : Node(at)
{
    public object? Value => value;

    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        return value;
    }
}

internal sealed class Hole(int at) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame) => Undefined.Value;
}

internal sealed class Bracketed(int at, Node inner) : Node(at)
{
    public Node Inner => inner;

    public override object? Evaluate(Evaluation e, Frame frame) => inner.Evaluate(e, frame);

    public override object? EvaluateGrowing(Evaluation e, Frame frame) => inner.EvaluateGrowing(e, frame);
}

internal sealed class Sequence(int at, Node[] parts) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame)
    {
        object? value = null;
        foreach (var part in parts) value = part.Evaluate(e, frame);
        return value;
    }
}

internal sealed class This(int at) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        return frame.FindThis();
    }
}

internal sealed class Await(int at, Node value) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame) => value.Evaluate(e, frame);
}

internal sealed class Spread(int at, Node value) : Node(at)
{
    public Node Value => value;

    public override object? Evaluate(Evaluation e, Frame frame) => throw e.SyntaxError("'...' does not belong here.");
}

internal sealed class Identifier(int at, string name) : Node(at)
{
    public string Name => name;

    public override object? Evaluate(Evaluation e, Frame frame)
    {
        var value = EvaluateGrowing(e, frame);
        return value is GrowingText growing ? growing.Flat(e) : value;
    }

    public override object? EvaluateGrowing(Evaluation e, Frame frame)
    {
        e.Step(At);
        if (frame.Find(name) is { } binding)
            return binding.Ready ? binding.Value : throw e.ReferenceError($"Cannot access '{name}' before initialization");
        return e.TryGlobal(name, out var value) ? value : throw e.Unknown(name);
    }

    /// <summary>For typeof, which also takes names that are not there.</summary>
    public object? EvaluateOrUndefined(Evaluation e, Frame frame) =>
        frame.Find(name) is null && !e.TryGlobal(name, out _) ? Undefined.Value : Evaluate(e, frame);
}

internal sealed class TemplateLiteral(int at, string[] texts, Node[] values) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        var parts = new string[texts.Length + values.Length];
        parts[0] = texts[0];
        for (var i = 0; i < values.Length; i++)
        {
            parts[2 * i + 1] = Coerce.Text(e, values[i].Evaluate(e, frame));
            parts[2 * i + 2] = texts[i + 1];
        }
        e.Spend(parts.Sum(part => 2L * part.Length));
        return string.Concat(parts);
    }
}

internal sealed class PatternLiteral(int at, PatternSource source) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        e.Spend(64);
        return new PatternValue(source);
    }
}

internal sealed class ListLiteral(int at, Node[] items) : Node(at)
{
    public Node[] Items => items;

    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        var list = new List<object?>(e.EvaluateAll(items, frame));
        foreach (var item in list) e.Held(list, item);
        return list;
    }
}

/// <summary>A property as it is written; a spread is its own key.</summary>
internal sealed record Property(Node Key, Node? Value, bool Short, Node? Otherwise);

internal sealed class ObjectLiteral(int at, Property[] properties) : Node(at)
{
    public Property[] Properties => properties;

    /// <summary>Only a pattern may have <c>{ a = 1 }</c>.</summary>
    public bool ReadAsTarget { get; set; }

    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        e.Spend(96);
        var made = new OrderedDictionary<string, object?>();
        foreach (var property in properties)
        {
            if (property.Key is Spread spread)
            {
                foreach (var (key, value) in e.PropertiesOf(spread.Value.Evaluate(e, frame))) e.Put(made, key, value);
                continue;
            }
            if (property.Otherwise is not null) throw e.SyntaxError("A value in an object is written with ':', not '='.");
            e.Put(made, e.Key(property.Key.Evaluate(e, frame)), property.Value!.Evaluate(e, frame));
        }
        return made;
    }
}
