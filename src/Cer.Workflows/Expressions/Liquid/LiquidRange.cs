namespace Cer.Workflows.Expressions.Liquid;

/// <summary>A range such as (1..5), as a list.</summary>
internal static class LiquidRange
{
    public static List<object?> Of(LiquidRun run, object? from, object? to)
    {
        var (first, last) = ((long)LiquidValues.Number(from), (long)LiquidValues.Number(to));
        var list = new List<object?>();
        if (last < first) return list;
        run.Budget.Spend(40 * Math.Min((decimal)last - first + 1, 1_000_000_000m) is var bytes ? (long)bytes : 0);
        for (var i = first; i <= last; i++) list.Add(i);
        run.Budget.Work(list.Count);
        return list;
    }
}
