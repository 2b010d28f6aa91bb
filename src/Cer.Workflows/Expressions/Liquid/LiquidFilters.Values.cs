namespace Cer.Workflows.Expressions.Liquid;

internal static partial class LiquidFilters
{
    private static Dictionary<string, LiquidFilter> Numbers() => new()
    {
        ["plus"] = c => Two(c, (a, b) => a + b),
        ["minus"] = c => Two(c, (a, b) => a - b),
        ["times"] = c => Two(c, (a, b) => a * b),
        ["divided_by"] = c => Divided(c),
        ["modulo"] = c => Two(c, (a, b) => b == 0 ? throw new ExpressionException("Nothing can be divided by zero.")
            : a - b * Math.Floor(a / b)),
        ["abs"] = c => One(c, Math.Abs),
        ["ceil"] = c => LiquidValues.Back(Math.Ceiling(LiquidValues.Number(c.Value)), true),
        ["floor"] = c => LiquidValues.Back(Math.Floor(LiquidValues.Number(c.Value)), true),
        ["round"] = c => c.NumberAt(0, 0) is var places && places > 0
            ? LiquidValues.Back(Math.Round(LiquidValues.Number(c.Value), Math.Min(places, 28), MidpointRounding.AwayFromZero),
                LiquidValues.IsWhole(c.Value))
            : LiquidValues.Back(Math.Round(LiquidValues.Number(c.Value), MidpointRounding.AwayFromZero), true),
        ["at_least"] = c => Two(c, Math.Max),
        ["at_most"] = c => Two(c, Math.Min),
    };

    private static object One(LiquidCall c, Func<decimal, decimal> work) =>
        LiquidValues.Back(work(LiquidValues.Number(c.Value)), LiquidValues.IsWhole(c.Value));

    private static object Two(LiquidCall c, Func<decimal, decimal, decimal> work)
    {
        c.TextAt(0);
        return LiquidValues.Back(work(LiquidValues.Number(c.Value), LiquidValues.Number(c.At(0))), LiquidValues.IsWhole(c.Value)
            && LiquidValues.IsWhole(c.At(0)));
    }

    /// <summary>Whole by whole is whole, rounded down; else a fraction as computers have it.</summary>
    private static object Divided(LiquidCall c)
    {
        c.TextAt(0);
        var (a, b) = (LiquidValues.Number(c.Value), LiquidValues.Number(c.At(0)));
        if (b == 0) throw new ExpressionException("Nothing can be divided by zero.");
        if (LiquidValues.IsWhole(c.Value) && LiquidValues.IsWhole(c.At(0))) return LiquidValues.Back(Math.Floor(a / b), true);
        return decimal.Truncate(a / b) == a / b ? a / b + 0.0m : (double)a / (double)b;
    }

    private static Dictionary<string, LiquidFilter> Lists() => new()
    {
        ["join"] = c => Join(c),
        ["first"] = c => c.Value is string text ? text.Length > 0 ? text[..1] : "" : c.Items.FirstOrDefault(),
        ["last"] = c => c.Value is string text ? text.Length > 0 ? text[^1..] : "" : c.Items.LastOrDefault(),
        ["size"] = c => c.Value switch
        {
            string text => (long)text.Length,
            List<object?> list => (long)list.Count,
            OrderedDictionary<string, object?> map => (long)map.Count,
            byte[] bytes => (long)bytes.Length,
            _ => 0L,
        },
        ["sort"] = c => Sorted(c, (a, b) => LiquidValues.Order(a, b)
            ?? throw new ExpressionException("sort needs values of one kind: texts, numbers or dates.")),
        ["sort_natural"] = c => Sorted(c, (a, b) =>
            string.Compare(LiquidValues.Text(c.Run, a), LiquidValues.Text(c.Run, b), StringComparison.OrdinalIgnoreCase)),
        ["reverse"] = c => Made(c, Enumerable.Reverse(c.Items)),
        ["uniq"] = c => Made(c, c.Items.DistinctBy(item => c.Given.Length > 0 ? c.Run.Member(item, c.At(0)) : item, new Alike())),
        ["compact"] = c => Made(c, c.Items.Where(item => (c.Given.Length > 0 ? c.Run.Member(item, c.At(0)) : item) is not null)),
        ["map"] = c => Made(c, c.Items.Select(item => c.Run.Member(item, c.TextAt(0)))),
        ["where"] = c => Made(c, c.Items.Where(item => c.Run.Member(item, c.TextAt(0)) is var value
            && (c.Given.Length > 1 ? LiquidValues.Same(value, c.At(1)) : LiquidValues.Truth(value)))),
        ["reject"] = c => Made(c, c.Items.Where(item => c.Run.Member(item, c.TextAt(0)) is var value
            && !(c.Given.Length > 1 ? LiquidValues.Same(value, c.At(1)) : LiquidValues.Truth(value)))),
        ["find"] = c => c.Items.Find(item => LiquidValues.Same(c.Run.Member(item, c.TextAt(0)), c.At(1))),
        ["concat"] = c => c.At(0) is List<object?> other ? Made(c, c.Items.Concat(other)) :
            throw new ExpressionException("concat needs a list after the colon."),
        ["slice"] = c => Slice(c),
        ["sum"] = c => c.Items.Select(item => c.Given.Length > 0 ? c.Run.Member(item, c.At(0)) : item).ToList() is var parts
            ? LiquidValues.Back(parts.Sum(LiquidValues.Number), parts.TrueForAll(LiquidValues.IsWhole)) : null,
        ["keys"] = c => Made(c, c.Value switch
        {
            OrderedDictionary<string, object?> map => map.Keys,
            IHostObject host => host.Names,
            _ => [],
        }),
        ["values"] = c => Made(c, c.Value is OrderedDictionary<string, object?> map ? map.Values : []),
    };

    private static List<object?> Made(LiquidCall c, IEnumerable<object?> items)
    {
        var made = new List<object?>();
        foreach (var item in items)
        {
            c.Run.Budget.Work(1);
            c.Run.Budget.Spend(16);
            made.Add(item);
        }
        return made;
    }

    private static string Join(LiquidCall c)
    {
        var between = c.TextAt(0, " ");
        var parts = c.Items.ConvertAll(item => c.Run.Budget.Made(LiquidValues.Text(c.Run, item)));
        c.Run.Budget.Spend(2L * between.Length * parts.Count);
        return c.Run.Budget.Made(string.Join(between, parts));
    }

    private static List<object?> Sorted(LiquidCall c, Func<object?, object?, int> order)
    {
        var keyed = c.Items.ConvertAll(item => (Key: c.Given.Length > 0 ? c.Run.Member(item, c.At(0)) : item, Item: item));
        foreach (var (key, _) in keyed.Where(pair => pair.Key is not null))
            if (keyed.Find(pair => pair.Key is not null).Key is { } first) order(first, key);
        c.Run.Budget.Work(20L * keyed.Count);
        return Made(c, keyed.OrderBy(pair => pair.Key is null).ThenBy(pair => pair.Key,
            Comparer<object?>.Create((a, b) => a is null || b is null ? 0 : order(a, b))).Select(pair => pair.Item));
    }

    private static object Slice(LiquidCall c)
    {
        var list = c.Value as List<object?>;
        var text = list is null ? c.Text : "";
        var count = list?.Count ?? text.Length;
        var from = c.NumberAt(0, 0);
        if (from < 0) from += count;
        var take = c.NumberAt(1, 1);
        if (from < 0 || from > count || take <= 0) return list is null ? "" : new List<object?>();
        take = Math.Min(take, count - from);
        return list is null ? c.Run.Budget.Made(text.Substring(from, take)) : Made(c, list.GetRange(from, take));
    }

    private static Dictionary<string, LiquidFilter> Others() => new()
    {
        ["default"] = c => c.Value is null or "" or List<object?> { Count: 0 } or OrderedDictionary<string, object?> { Count: 0 }
            || (c.Value is false && !(c.Named.TryGetValue("allow_false", out var allowed) && LiquidValues.Truth(allowed))) ? c.At(0)
                ?? "" : c.Value,
        ["date"] = c => LiquidDates.Date(c.Run, c.Value, c.TextAt(0)),
        ["json"] = c => LiquidValues.Json(c.Run, c.Value),
    };

    private sealed class Alike : IEqualityComparer<object?>
    {
        bool IEqualityComparer<object?>.Equals(object? x, object? y) => LiquidValues.Same(x, y);

        int IEqualityComparer<object?>.GetHashCode(object? obj) =>
            LiquidValues.IsNumber(obj) ? LiquidValues.Number(obj).GetHashCode()
                : obj is string or bool or Guid or DateTimeOffset or TimeSpan ? obj.GetHashCode()
            : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
