namespace Cer.Workflows.Expressions.CSharp;

/// <summary>What lists come to, without functions over their items.</summary>
internal static class CSharpLists
{
    public static object Sum(CSharpRun run, List<object?> list)
    {
        run.Budget.Work(list.Count);
        object sum = 0;
        // As in C#, an item that is null counts for nothing.
        foreach (var item in list)
            if (item is not null) sum = CSharpOperators.Of(run, "+", sum, Number(item))!;
        return sum;
    }

    public static object Average(CSharpRun run, List<object?> list)
    {
        var count = list.Count(item => item is not null);
        if (count == 0) throw Empty();
        var sum = Sum(run, list);
        return sum is decimal exact ? exact / count
            : Convert.ToDouble(sum, System.Globalization.CultureInfo.InvariantCulture) / count;
    }

    /// <summary>The item that stands in front of all others by a comparison.</summary>
    public static object? Most(CSharpRun run, List<object?> list, string sign)
    {
        run.Budget.Work(list.Count);
        object? most = null;
        foreach (var item in list)
            if (item is not null && (most is null || CSharpOperators.Of(run, sign, item, most) is true)) most = item;
        return most ?? throw Empty();
    }

    public static ExpressionException Empty() => new("Found an empty list, expected at least one item.");

    private static object Number(object item) => CSharpConversions.IsNumber(item)
        ? item
        : throw new ExpressionException($"Found {CSharpConversions.Kind(item)} in the list, expected numbers.");
}
