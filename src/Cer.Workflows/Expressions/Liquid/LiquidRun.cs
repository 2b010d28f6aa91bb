using System.Text;

namespace Cer.Workflows.Expressions.Liquid;

/// <summary>One evaluation: the names it knows, the text so far.</summary>
internal sealed class LiquidRun(IExpressionScope scope, Budget budget, TimeProvider clock)
{
    private readonly Dictionary<string, object?> _own = [];

    /// <summary>The workflow's input, which is asked for name by name.</summary>
    internal sealed record Inputs;

    public Budget Budget => budget;

    public StringBuilder Output { get; set; } = new();

    /// <summary>'b' after break, 'c' after continue, until the loop sees it.</summary>
    public char Jump { get; set; }

    /// <summary>Counters of increment and decrement, which live apart from other names.</summary>
    public Dictionary<string, long> Counters { get; } = [];

    public Dictionary<string, int> Cycles { get; } = [];

    public void Render(IReadOnlyList<LiquidNode> nodes)
    {
        foreach (var node in nodes)
        {
            budget.Step(node.At);
            node.Render(this);
            if (Jump != '\0') return;
        }
    }

    public void Write(string text)
    {
        budget.Spend(2L * text.Length);
        Output.Append(text);
    }

    public DateTimeOffset Now()
    {
        if (!scope.TryGet("$now", out var now)) return clock.GetUtcNow();
        return (now is HostFunction function ? function([]) : now) as DateTimeOffset? ?? clock.GetUtcNow();
    }

    public void Set(string name, object? value) => _own[name] = value;

    public bool TryOwn(string name, out object? value) => _own.TryGetValue(name, out value);

    public void Forget(string name, bool had, object? before)
    {
        if (had) _own[name] = before;
        else _own.Remove(name);
    }

    public object? Root(string name)
    {
        if (_own.TryGetValue(name, out var value)) return value;
        if (Counters.TryGetValue(name, out var counter)) return counter;
        if (scope.TryGet(name, out value)) return value is HostFunction ? null : value;
        if (name == "Input" && scope.TryGet("getInput", out _)) return new Inputs();
        if (name.Length == 0) return null;
        if (scope.TryGet(char.ToLowerInvariant(name[0]) + name[1..], out value) && value is not HostFunction) return value;
        return scope.TryGet("get" + name, out value) && value is HostFunction getter ? getter([]) : null;
    }

    public object? Member(object? from, object? key)
    {
        budget.Work(1);
        var name = key as string ?? LiquidValues.Text(this, key);
        switch (from)
        {
            case Inputs: return scope.TryGet("getInput", out var input) && input is HostFunction function ? function([name]) : null;
            case IHostObject host: return host.TryGet(name, out var value) && value is not HostFunction ? value : null;
            case OrderedDictionary<string, object?> map:
                if (map.TryGetValue(name, out var item)) return item;
                return name switch { "size" => (long)map.Count, "first" when map.Count > 0 => Pair(map.GetAt(0)), _ => null };
            case List<object?> list when key is not string:
                var index = (long)LiquidValues.Number(key);
                if (index < 0) index += list.Count;
                return index >= 0 && index < list.Count ? list[(int)index] : null;
            case List<object?> list:
                return name switch
                {
                    "size" => (long)list.Count,
                    "first" => list.FirstOrDefault(),
                    "last" => list.LastOrDefault(),
                    _ =>
                    null
                };
            case string text when name == "size": return (long)text.Length;
            default: return null;
        }
    }

    public static List<object?> Pair(KeyValuePair<string, object?> pair) => [pair.Key, pair.Value];
}
