namespace Cer.Workflows.Expressions.JavaScript;

/// <remarks>The border with the run: what only a script knows (dates that change, maps, functions) leaves as values of the run.</remarks>
internal sealed partial class Evaluation
{
    private readonly HashSet<object> _mixed = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _frozen = new(ReferenceEqualityComparer.Instance);

    /// <summary>To be told of every value put in a list or an object.</summary>
    public void Held(object container, object? value)
    {
        if (value is Undefined or DateValue or MapValue or SetValue or PatternValue or ErrorValue or Callable or IteratorValue)
            _mixed.Add(container);
    }

    public void Freeze(object container) => _frozen.Add(container);

    public bool IsFrozen(object container) => _frozen.Count > 0 && _frozen.Contains(container);

    /// <summary>Inside a list or an object the host is about to keep nothing of the script's own may stay.</summary>
    public void Sweep()
    {
        foreach (var container in _mixed.ToArray())
        {
            if (container is List<object?> list)
                for (var i = 0; i < list.Count; i++)
                    list[i] = ToHost(list[i], inside: true);
            else if (container is OrderedDictionary<string, object?> map)
                foreach (var (key, value) in map.ToArray())
                    if (value is Undefined or Callable) map.Remove(key);
                    else map[key] = ToHost(value, inside: true);
        }
    }

    public object? ToHost(object? value, bool inside = false)
    {
        switch (value)
        {
            case Undefined: return null;
            case DateValue date:
                return date.ToHost() ?? throw TypeError("The date is not valid, or outside the years 1 to 9999.");
            case PatternValue pattern: return pattern.ToString();
            case Callable when inside: return null;
            case Callable or HostFunction: throw TypeError("A function cannot be handed to the run: call it, and hand over its value.");
            case ErrorValue error: return error.ToHost();
            case SetValue set: return ListOf(set.Values);
            case IteratorValue iterator: return ListOf(iterator.Values);
            case MapValue map:
                var made = new OrderedDictionary<string, object?>();
                foreach (var (key, item) in map.Entries) made[Coerce.Text(this, key)] = ToHost(item, inside: true);
                return made;
            default: return value;
        }
    }

    private List<object?> ListOf(IEnumerable<object?> values)
    {
        var list = new List<object?>();
        foreach (var value in values) list.Add(ToHost(value, inside: true));
        Spend(16L * list.Count);
        return list;
    }

    /// <summary>Lets the run work, with arguments it can understand.</summary>
    public object? CallHost(HostFunction function, object?[] arguments, int at)
    {
        var given = new object?[arguments.Length];
        for (var i = 0; i < given.Length; i++)
            given[i] = _mixed.Count == 0 ? ToHost(arguments[i]) : Copied(ToHost(arguments[i]), 0);
        try
        {
            return function(given);
        }
        catch (ExpressionException exception)
        {
            throw new Thrown(new ErrorValue("Error", exception.Message), at);
        }
        finally
        {
            Here = at;
            Work(10);
        }
    }

    private object? Copied(object? value, int depth)
    {
        if (depth > limits.Depth) throw TypeError("The value is nested too deep, or holds itself.");
        if (value is List<object?> list && Mixed(list, 0))
        {
            Spend(16L * list.Count);
            return list.ConvertAll(item => Copied(ToHost(item, inside: true), depth + 1));
        }
        if (value is OrderedDictionary<string, object?> map && Mixed(map, 0))
        {
            var copy = new OrderedDictionary<string, object?>();
            foreach (var (key, item) in map)
                if (item is not (Undefined or Callable)) copy[key] = Copied(ToHost(item, inside: true), depth + 1);
            Spend(48L * copy.Count);
            return copy;
        }
        return value;
    }

    private bool Mixed(object? value, int depth)
    {
        if (value is null || depth > limits.Depth) return false;
        if (_mixed.Contains(value)) return true;
        Work(1);
        return value switch
        {
            List<object?> list => list.Exists(item => Mixed(item, depth + 1)),
            OrderedDictionary<string, object?> map => map.Values.Any(item => Mixed(item, depth + 1)),
            _ => false,
        };
    }
}
