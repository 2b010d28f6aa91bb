namespace Cer.Workflows.Expressions.CSharp;

/// <summary>One evaluation: the names it may ask for.</summary>
internal sealed class CSharpRun(IExpressionScope scope, Budget budget, TimeProvider clock)
{
    /// <summary>A name that only makes sense with a dot behind it: Input, DateTimeOffset, Math.</summary>
    internal sealed record Root(string Name);

    public Budget Budget => budget;

    /// <summary>What <c>var</c> declared.</summary>
    public Dictionary<string, object?> Locals { get; } = [];

    /// <summary>What was returned, or else the value of the last statement.</summary>
    public object? Result { get; set; }

    public bool Returned(object? value)
    {
        Result = value;
        return true;
    }

    public object? Read(IReadOnlyList<string> path)
    {
        var value = Named(path[0]);
        foreach (var name in path.Skip(1))
            value = CSharpMembers.Of(this, value ?? throw new ExpressionException($"What stands before .{name} is null."), name);
        return value;
    }

    public void Write(IReadOnlyList<string> path, object? value)
    {
        if (path.Count == 1)
        {
            if (!Locals.ContainsKey(path[0])) throw new ExpressionException($"{path[0]} is not declared: write var {path[0]} = … first.");
            Locals[path[0]] = value;
            return;
        }

        switch (Read([.. path.SkipLast(1)]))
        {
            case IHostObject host:
                host.Set(path[^1], value);
                break;
            case OrderedDictionary<string, object?> map:
                budget.Spend(64);
                map[path[^1]] = value;
                break;
            default:
                throw new ExpressionException($"Nothing can be assigned to {string.Join('.', path)}.");
        }
    }

    /// <summary>Counts, and looks whether the stack holds; always true.</summary>
    public bool Deeper()
    {
        budget.Work(1);
        return true;
    }

    public DateTimeOffset Now()
    {
        if (!scope.TryGet("$now", out var now)) return clock.GetUtcNow();
        return (now is HostFunction function ? function([]) : now) is DateTimeOffset date ? date.ToUniversalTime()
            : throw new ExpressionException("The clock of the run gives no time.");
    }

    /// <summary>A name alone: as it is lent, in C#'s spelling or in JavaScript's, or by its getter.</summary>
    public object? Named(string name)
    {
        if (Locals.TryGetValue(name, out var value)) return value;
        if (CSharpStatics.Known(name)) return new Root(name);
        if (scope.TryGet(name, out value)) return value;
        if (name is "Input" or "Inputs" && scope.TryGet("getInput", out _)) return new Root("Input");
        if (scope.TryGet(Small(name), out value)) return value;
        if (scope.TryGet("get" + name, out value) && value is HostFunction getter) return getter([]);
        throw new ExpressionException($"{name} is not known here: use Variables.X, Input.X or a function that the workflow lends.");
    }

    /// <summary>A function the run lends: <c>GetVariable</c> is its <c>getVariable</c>.</summary>
    public object? Called(string name, object?[] arguments)
    {
        if ((scope.TryGet(name, out var value) || scope.TryGet(Small(name), out value)) && value is HostFunction function)
            return function(arguments);
        if (name == "GetVariable" && arguments is [string variable] && Named("Variables") is { } variables)
            return CSharpMembers.Of(this, variables, variable);
        if (name == "GetInput" && arguments is [string input]) return CSharpMembers.Of(this, Named("Input")!, input);
        throw new ExpressionException($"The function {name} is not known here.");
    }

    public object? Input(string name) => scope.TryGet("getInput", out var value) && value is HostFunction function ? function([name])
        : null;

    private static string Small(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
