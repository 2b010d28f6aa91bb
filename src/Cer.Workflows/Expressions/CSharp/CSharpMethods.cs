namespace Cer.Workflows.Expressions.CSharp;

/// <summary>The methods of values.</summary>
internal static class CSharpMethods
{
    public static object? Called(CSharpRun run, object from, string name, object?[] given)
    {
        if (from is CSharpRun.Root { Name: not "Input" } root) return CSharpStatics.Called(run, root.Name, name, given);
        if (name == "Get" && given is [string key] && from is IHostObject or OrderedDictionary<string, object?> or CSharpRun.Root)
            return CSharpMembers.Of(run, from, key);
        if (from is IHostObject or OrderedDictionary<string, object?> && name == "ContainsKey" && given is [string sought])
            return from is IHostObject host ? host.TryGet(sought, out _) : ((OrderedDictionary<string, object?>)from).ContainsKey(sought);
        if (name == "Set" && from is IHostObject written && given is [string place, var put])
        {
            written.Set(place, put);
            return null;
        }
        if (name == "Set") throw new ExpressionException(CSharpRefusals.Assignment);
        if (name == "ToString")
        {
            return given switch
            {
                [] => CSharpConversions.Text(run, from, "", run.Budget.Here),
                [string format] => CSharpConversions.Text(run, from, format, run.Budget.Here),
                _ => throw new ExpressionException("ToString takes a format or nothing; the culture is always the invariant one."),
            };
        }
        if (from is DateTime moment) from = Values.ValueConversion.Instant(moment);
        return (from, name, given) switch
        {
            (_, "Equals", [var other]) => (bool)CSharpOperators.Of(run, "==", from, other)!,
            (string text, _, _) => OfText(run, text, name, given),
            (List<object?> list, "Contains", [var item]) => Contains(run, list, item),
            (List<object?> list, "Count", []) => list.Count,
            (List<object?> { Count: > 0 } list, "First", []) => list[0],
            (List<object?> list, "FirstOrDefault", []) => list.FirstOrDefault(),
            (List<object?> { Count: > 0 } list, "Last", []) => list[^1],
            (List<object?> list, "LastOrDefault", []) => list.LastOrDefault(),
            (List<object?> list, "Any", []) => list.Count > 0,
            (List<object?> list, "Sum", []) => CSharpLists.Sum(run, list),
            (List<object?> list, "Average", []) => CSharpLists.Average(run, list),
            (List<object?> list, "Max", []) => CSharpLists.Most(run, list, ">"),
            (List<object?> list, "Min", []) => CSharpLists.Most(run, list, "<"),
            (List<object?> { Count: 0 }, "First" or "Last", []) => throw CSharpLists.Empty(),
            (DateTimeOffset date, "AddDays", [var by]) => date.AddDays(Number(by)),
            (DateTimeOffset date, "AddHours", [var by]) => date.AddHours(Number(by)),
            (DateTimeOffset date, "AddMinutes", [var by]) => date.AddMinutes(Number(by)),
            (DateTimeOffset date, "AddSeconds", [var by]) => date.AddSeconds(Number(by)),
            (DateTimeOffset date, "AddMonths", [int by]) => date.AddMonths(by),
            (DateTimeOffset date, "AddYears", [int by]) => date.AddYears(by),
            (DateTimeOffset date, "ToUnixTimeSeconds", []) => date.ToUnixTimeSeconds(),
            (DateTimeOffset date, "ToUnixTimeMilliseconds", []) => date.ToUnixTimeMilliseconds(),
            (DateTimeOffset date, "ToUniversalTime", []) => date.ToUniversalTime(),
            _ => throw new ExpressionException($"{CSharpConversions.Kind(from)} has no method {name} for what it is "
                + $"given: use JavaScript for more."),
        };
    }

    private static bool Contains(CSharpRun run, List<object?> list, object? item)
    {
        run.Budget.Work(list.Count);
        return list.Exists(other => JavaScript.Coerce.StrictEquals(other, item));
    }

    private static double Number(object? value) => CSharpConversions.IsNumber(value)
        ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)
        : throw new ExpressionException($"Found {CSharpConversions.Kind(value)}, expected a number.");

    private static object OfText(CSharpRun run, string text, string name, object?[] given)
    {
        run.Budget.Spend(2L * text.Length);
        return (name, given) switch
        {
            ("ToUpper" or "ToUpperInvariant", []) => text.ToUpperInvariant(),
            ("ToLower" or "ToLowerInvariant", []) => text.ToLowerInvariant(),
            ("Trim", []) => text.Trim(),
            ("TrimStart", []) => text.TrimStart(),
            ("TrimEnd", []) => text.TrimEnd(),
            ("Contains", [string part]) => text.Contains(part, StringComparison.Ordinal),
            ("StartsWith", [string part]) => text.StartsWith(part, StringComparison.Ordinal),
            ("EndsWith", [string part]) => text.EndsWith(part, StringComparison.Ordinal),
            ("IndexOf", [string part]) => text.IndexOf(part, StringComparison.Ordinal),
            ("Replace", ["", _]) => throw new ExpressionException("The text to replace is empty."),
            ("Replace", [string part, string by]) => run.Budget.Replaced(text, part, by),
            ("Substring", [int start]) => text.Substring(Inside(text, start), text.Length - start),
            ("Substring", [int start, int count]) =>
                text.Substring(Inside(text, start), Inside(text, checked(start + Math.Max(count, -1))) - start),
            ("PadLeft", [int width]) => text.PadLeft(Width(width)),
            ("PadRight", [int width]) => text.PadRight(Width(width)),
            ("PadLeft", [int width, string { Length: 1 } fill]) => text.PadLeft(Width(width), fill[0]),
            ("PadRight", [int width, string { Length: 1 } fill]) => text.PadRight(Width(width), fill[0]),
            ("Count", []) => text.Length,
            ("Split", [string { Length: > 0 } by]) => Split(run, text, by),
            _ => throw new ExpressionException($"a text has no method {name} for what it is given: use JavaScript for more."),
        };
    }

    private static List<object?> Split(CSharpRun run, string text, string by)
    {
        run.Budget.Spend(48L * text.Length);
        return [.. text.Split(by, StringSplitOptions.None)];
    }

    private static int Width(int width) => width is >= 0 and <= 10_000 ? width :
        throw new ExpressionException($"Found the width {width}, expected 0 to 10000.");

    private static int Inside(string text, int place) => place >= 0 && place <= text.Length ? place
        : throw new ExpressionException($"There is no place {place} in a text of {text.Length} characters.");
}
