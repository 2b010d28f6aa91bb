namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>A value that can be called.</summary>
internal abstract class Callable(string name, int length)
{
    public string Name { get; } = name;

    /// <summary>How many parameters it names.</summary>
    public int Length { get; } = length;

    public abstract object? Call(Evaluation evaluation, object? self, object?[] arguments);
}

/// <summary>What a built-in function does with <c>this</c> and its arguments.</summary>
internal delegate object? Work(Evaluation evaluation, object? self, Arguments arguments);

/// <summary>Arguments, of which those not given are <c>undefined</c>.</summary>
internal readonly struct Arguments(object?[] values)
{
    public int Count => values.Length;

    public object? this[int index] => index < values.Length ? values[index] : Undefined.Value;

    public object?[] Values => values;

    public object?[] From(int index) => index < values.Length ? values[index..] : [];
}

/// <summary>A function that comes with the language; one for all evaluations, so nothing in it changes.</summary>
internal sealed class BuiltIn(string name, int length, Work work) : Callable(name, length)
{
    /// <summary>What <c>new</c> makes; null where <c>new</c> is not meant.</summary>
    public Work? Construct { get; init; }

    /// <summary>Whether a value is an instance of it; null where <c>instanceof</c> is not meant.</summary>
    public Func<object?, bool>? Made { get; init; }

    public IReadOnlyDictionary<string, object?> Members { get; init; } = EmptyMembers;

    private static readonly Dictionary<string, object?> EmptyMembers = [];

    public override object? Call(Evaluation evaluation, object? self, object?[] arguments) =>
        work(evaluation, self, new Arguments(arguments));
}

/// <summary>A bundle of built-in functions and constants: Math, JSON.</summary>
internal sealed class BuiltInObject(string name, IReadOnlyDictionary<string, object?> members)
{
    public string Name { get; } = name;

    public IReadOnlyDictionary<string, object?> Members { get; } = members;
}

/// <summary>What <c>bind</c> makes.</summary>
internal sealed class BoundFunction(object? function, object? self, object?[] first, string name) : Callable(name, 0)
{
    public override object? Call(Evaluation evaluation, object? ignored, object?[] arguments) =>
        evaluation.Call(function, self, [.. first, .. arguments], evaluation.Here);
}

/// <summary>A function written in the script, with the names around it.</summary>
internal sealed class Closure(FunctionNode node, Frame frame) : Callable(node.Name, node.Length)
{
    public FunctionNode Node { get; } = node;

    public override object? Call(Evaluation evaluation, object? self, object?[] arguments)
    {
        evaluation.Enter();
        evaluation.Spend(64);
        var inner = new Frame(frame) { This = Node.Arrow ? null : self };
        if (Node.Own is not null) inner.Declare(new Binding(Node.Own) { Value = this });
        var value = Node.Run(evaluation, inner, arguments);
        evaluation.Leave();
        return value;
    }
}
