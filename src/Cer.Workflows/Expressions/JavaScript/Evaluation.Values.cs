namespace Cer.Workflows.Expressions.JavaScript;

/// <remarks>Names, calls, and going through values.</remarks>
internal sealed partial class Evaluation
{
    /// <summary>Whether any function was made, which is when the passes of a loop need names of their own.</summary>
    public bool MakesFunctions { get; set; }

    public bool TryGlobal(string name, out object? value) => Globals.All.TryGetValue(name, out value) || Scope.TryGet(name, out value);

    public Thrown Unknown(string name)
    {
        var near = Scope.Names.Concat(Globals.All.Keys)
            .FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
        return ReferenceError($"{name} is not defined{(near is null ? "" : $"; there is {near}")}");
    }

    /// <remarks>As scripts of Elsa do: a name that nobody declared is declared by being written.</remarks>
    public void PutGlobal(Frame frame, string name, object? value)
    {
        if (Globals.All.ContainsKey(name)) throw TypeError($"{name} belongs to the language and cannot be changed.");
        if (Scope is IHostObject writable)
        {
            writable.Set(name, ToHost(value));
            return;
        }
        var outermost = frame;
        while (outermost.Parent is { } parent) outermost = parent;
        Spend(64);
        outermost.Declare(new Binding(name)).Value = value;
    }

    public object?[] EvaluateAll(Node[] nodes, Frame frame)
    {
        if (nodes.Length == 0) return [];
        Spend(32 + 16L * nodes.Length);
        if (!Array.Exists(nodes, node => node is Spread))
        {
            var values = new object?[nodes.Length];
            for (var i = 0; i < nodes.Length; i++) values[i] = nodes[i].Evaluate(this, frame);
            return values;
        }
        var list = new List<object?>();
        foreach (var node in nodes)
        {
            if (node is not Spread spread)
            {
                list.Add(node.Evaluate(this, frame));
                continue;
            }
            var all = spread.Value.Evaluate(this, frame);
            Here = spread.At;
            foreach (var item in Iterate(all))
            {
                Spend(16);
                list.Add(item);
            }
        }
        return [.. list];
    }

    public object? Call(object? function, object? self, object?[] arguments, int at)
    {
        switch (function)
        {
            case Closure closure: return closure.Call(this, self, arguments);
            case Callable callable: return callable.Call(this, self, arguments);
            case HostFunction host: return CallHost(host, arguments, at);
            default: throw TypeError($"{Coerce.TypeOf(function)} is not a function");
        }
    }

    /// <summary>The call as it is written, short enough for a sentence.</summary>
    public static string Written(Node node) => node switch
    {
        Identifier name => name.Name,
        Member member => $"{Written(member.Target)}.{member.Name}",
        This => "this",
        Call _ => "(…)",
        _ => "the value",
    };

    public IEnumerable<object?> Iterate(object? value)
    {
        switch (value)
        {
            case List<object?> list: return OfList(list);
            case string text: return OfText(text);
            case MapValue map: return Counted(map.Entries.Select(entry => (object?)new List<object?> { entry.Key, entry.Value }));
            case SetValue set: return Counted(set.Values);
            case IteratorValue iterator: return Counted(iterator.Values);
            case byte[] bytes: return Counted(bytes.Select(item => (object?)(double)item));
            default: throw TypeError($"{(IsPlain(value) ? Coerce.Text(this, value) : Coerce.TypeOf(value))} is not iterable");
        }
    }

    private static bool IsPlain(object? value) => !Coerce.IsObject(value) && value is not string;

    private IEnumerable<object?> OfList(List<object?> list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            Step(Here);
            yield return list[i];
        }
    }

    private IEnumerable<object?> OfText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            Step(Here);
            Spend(32);
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) yield
                return text.Substring(i++, 2);
            else yield return text[i].ToString();
        }
    }

    private IEnumerable<object?> Counted(IEnumerable<object?> values)
    {
        foreach (var value in values)
        {
            Step(Here);
            Spend(48);
            yield return value;
        }
    }

    /// <summary>The own properties in JavaScript's order: numbers first, upwards, then as they came.</summary>
    public IEnumerable<(string Key, object? Value)> PropertiesOf(object? value)
    {
        switch (value)
        {
            case OrderedDictionary<string, object?> map:
                Work(map.Count);
                if (!map.Keys.Any(IsIndex)) return map.Select(pair => (pair.Key, pair.Value)).ToList();
                return map.Where(pair => IsIndex(pair.Key)).OrderBy(pair => uint.Parse(pair.Key, Coerce.Invariant))
                    .Concat(map.Where(pair => !IsIndex(pair.Key))).Select(pair => (pair.Key, pair.Value)).ToList();
            case List<object?> list:
                Work(list.Count);
                Spend(48L * list.Count);
                return list.Select((item, index) => (index.ToString(Coerce.Invariant), item)).ToList();
            case string text:
                Work(text.Length);
                Spend(64L * text.Length);
                return text.Select((item, index) => (index.ToString(Coerce.Invariant), (object?)item.ToString())).ToList();
            case IHostObject host:
                return host.Names.Select(name => (name, host.TryGet(name, out var item) ? item : Undefined.Value)).ToList();
            default: return [];
        }
    }

    public static bool IsIndex(string key) =>
        key.Length is > 0 and < 11 && char.IsAsciiDigit(key[0]) && (key.Length == 1 || key[0] != '0')
        && uint.TryParse(key, System.Globalization.NumberStyles.None, Coerce.Invariant, out var index) && index < uint.MaxValue;
}
