using Cer.Workflows.Values;

namespace Cer.Workflows.Expressions.CSharp;

/// <summary>Members and places of values.</summary>
internal static class CSharpMembers
{
    public static object? Of(CSharpRun run, object from, string name)
    {
        object? value;
        switch (from)
        {
            case CSharpRun.Root { Name: "Input" }: return run.Input(name);
            case CSharpRun.Root root: return CSharpStatics.Property(run, root.Name, name);
            case IHostObject host: return host.TryGet(name, out value) ? value : throw Missing(name, host.Names);
            case OrderedDictionary<string, object?> map:
                if (map.TryGetValue(name, out value) || ChildResult.TryGet(map, name, out value)) return value;
                return name == "Count" ? map.Count : throw Missing(name, map.Keys);
        }
        return (from, name) switch
        {
            (string text, "Length") => text.Length,
            (List<object?> list, "Count" or "Length") => list.Count,
            (byte[] bytes, "Length") => bytes.Length,
            (DateTimeOffset date, _) => OfDate(date, name),
            (DateTime date, _) => OfDate(ValueConversion.Instant(date), name),
            (TimeSpan span, _) => OfSpan(span, name),
            (_, "Value") => from,
            (_, "HasValue") => true,
            _ => throw NoMember(from, name),
        };
    }

    private static ExpressionException Missing(string name, IEnumerable<string> names) => names.FirstOrDefault(
        known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) is { } near
        ? new ExpressionException($"There is no {name}; there is {near}.") : new ExpressionException($"There is no {name}.");

    public static ExpressionException NoMember(object from, string name) =>
        new($"{CSharpConversions.Kind(from)} has no member {name} here: use JavaScript for more.");

    private static object OfDate(DateTimeOffset date, string name) => name switch
    {
        "Year" => date.Year,
        "Month" => date.Month,
        "Day" => date.Day,
        "Hour" => date.Hour,
        "Minute" => date.Minute,
        "Second" => date.Second,
        "Millisecond" => date.Millisecond,
        "DayOfYear" => date.DayOfYear,
        "DayOfWeek" => date.DayOfWeek,
        "Date" => new DateTimeOffset(date.Date, date.Offset),
        "UtcDateTime" => date.ToUniversalTime(),
        "Offset" => date.Offset,
        "Ticks" => date.Ticks,
        _ => throw NoMember(date, name),
    };

    private static object OfSpan(TimeSpan span, string name) => name switch
    {
        "TotalDays" => (object)span.TotalDays,
        "TotalHours" => span.TotalHours,
        "TotalMinutes" => span.TotalMinutes,
        "TotalSeconds" => span.TotalSeconds,
        "TotalMilliseconds" => span.TotalMilliseconds,
        "Days" => span.Days,
        "Hours" => span.Hours,
        "Minutes" => span.Minutes,
        "Seconds" => span.Seconds,
        "Ticks" => span.Ticks,
        _ => throw NoMember(span, name),
    };

    public static object? At(CSharpRun run, object? from, object? key)
    {
        if (key is string name && from is OrderedDictionary<string, object?> or IHostObject or CSharpRun.Root) return Of(run, from, name);
        if (key is long wide && wide is >= 0 and <= int.MaxValue) key = (int)wide;
        if (key is not int index) throw new ExpressionException($"Found {CSharpConversions.Kind(key)} in [ ], expected "
            + $"the number of an item or a name.");
        var count = from switch
        {
            string text => text.Length,
            List<object?> list => list.Count,
            null => throw new ExpressionException("What stands before [ ] is null."),
            _ => throw new ExpressionException($"{CSharpConversions.Kind(from)} has no items."),
        };
        if (index < 0 || index >= count) throw new ExpressionException($"There is no item {index}: there are {count}, counted from 0.");
        return from is string letters ? letters[index].ToString() : ((List<object?>)from!)[index];
    }
}
