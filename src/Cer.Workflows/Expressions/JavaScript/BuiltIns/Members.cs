namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>What values bring along: <c>length</c>, and the methods of their kind.</summary>
internal static class Members
{
    public static object? Of(Evaluation e, object from, string name)
    {
        switch (from)
        {
            case string text when name == "length": return (double)text.Length;
            case List<object?> list when name == "length": return (double)list.Count;
            case byte[] bytes when name == "length": return (double)bytes.Length;
            case MatchList match when match.Property(name) is { } value: return value;
            case TimeSpan span when SpanPart(span, name) is { } part: return part;
            case MapValue map when name == "size": return (double)map.Count;
            case SetValue set when name == "size": return (double)set.Count;
            case PatternValue pattern when pattern.Property(name) is { } value: return value;
            case ErrorValue error when name == "stack": return Coerce.Text(e, error);
            case BuiltInObject known when known.Members.TryGetValue(name, out var member): return member;
            case BuiltIn builtIn when builtIn.Members.TryGetValue(name, out var member): return member;
            case Callable callable when name == "name": return callable.Name;
            case Callable callable when name == "length": return (double)callable.Length;
        }
        if (TableOf(from).TryGetValue(name, out var method)) return method;
        if (ObjectFunctions.Methods.TryGetValue(name, out method)) return method;
        return Undefined.Value;
    }

    /// <summary>What a span of .NET is asked for.</summary>
    private static double? SpanPart(TimeSpan span, string name) => name switch
    {
        "TotalDays" => span.TotalDays,
        "TotalHours" => span.TotalHours,
        "TotalMinutes" => span.TotalMinutes,
        "TotalSeconds" => span.TotalSeconds,
        "TotalMilliseconds" => span.TotalMilliseconds,
        "Days" => span.Days,
        "Hours" => span.Hours,
        "Minutes" => span.Minutes,
        "Seconds" => span.Seconds,
        "Milliseconds" => span.Milliseconds,
        _ => null,
    };

    public static bool Has(object from, string name) => TableOf(from).ContainsKey(name) || from switch
    {
        BuiltInObject known => known.Members.ContainsKey(name),
        BuiltIn builtIn => builtIn.Members.ContainsKey(name),
        _ => false,
    };

    private static readonly Dictionary<string, BuiltIn> Nothing = [];

    private static IReadOnlyDictionary<string, BuiltIn> TableOf(object from) => from switch
    {
        string => TextMethods.All,
        List<object?> => ListMethods.All,
        DateValue or DateTimeOffset or DateTime => DateMethods.All,
        MapValue => MapMethods.OfMap,
        SetValue => MapMethods.OfSet,
        IteratorValue => MapMethods.OfIterator,
        PatternValue => PatternMethods.All,
        Callable or HostFunction => FunctionMethods.All,
        _ when Coerce.IsNumber(from) => NumberFunctions.Methods,
        _ => Nothing,
    };

    public static Dictionary<string, BuiltIn> Table(params (string Name, int Length, Work Work)[] methods) =>
        methods.ToDictionary(method => method.Name, method => new BuiltIn(method.Name, method.Length, method.Work));

    public static Dictionary<string, object?> Statics(params (string Name, int Length, Work Work)[] methods) =>
        methods.ToDictionary(method => method.Name, method => (object?)new BuiltIn(method.Name, method.Length, method.Work));
}

/// <summary>call, apply and bind.</summary>
internal static class FunctionMethods
{
    public static readonly IReadOnlyDictionary<string, BuiltIn> All = Members.Table(
        ("call", 1, (e, self, a) => e.Call(self, a[0], a.From(1), e.Here)),
        ("apply", 2, (e, self, a) => e.Call(self, a[0], Coerce.IsNullish(a[1]) ? [] : [.. e.Iterate(a[1])], e.Here)),
        ("bind", 1, (e, self, a) => new BoundFunction(self, a[0], a.From(1), $"bound {(self as Callable)?.Name}")));
}
