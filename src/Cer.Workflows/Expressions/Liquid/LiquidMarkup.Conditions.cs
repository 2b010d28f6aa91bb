namespace Cer.Workflows.Expressions.Liquid;

internal sealed partial class LiquidMarkup
{
    /// <summary>Comparisons joined by and/or, which Liquid reads from the right.</summary>
    public Func<LiquidRun, bool> Condition()
    {
        if (++_depth > Deepest) throw Error($"The condition is longer than {Deepest} parts.");
        var left = Comparison();
        if (Skip("and"))
        {
            var right = Condition();
            return run => left(run) && right(run);
        }
        if (Skip("or"))
        {
            var right = Condition();
            return run => left(run) || right(run);
        }
        return left;
    }

    private Func<LiquidRun, bool> Comparison()
    {
        var left = Value();
        foreach (var sign in Signs)
        {
            if (!Skip(sign)) continue;
            var right = Value();
            return run => Compare(sign, left(run), right(run));
        }
        if (!Skip("contains")) return run => LiquidValues.Truth(left(run));
        var part = Value();
        return run => Contains(run, left(run), part(run));
    }

    private static bool Compare(string sign, object? a, object? b) => sign switch
    {
        "==" => LiquidValues.Same(a, b),
        "!=" or "<>" => !LiquidValues.Same(a, b),
        "<" => LiquidValues.Order(a, b) < 0,
        ">" => LiquidValues.Order(a, b) > 0,
        "<=" => LiquidValues.Order(a, b) <= 0,
        _ => LiquidValues.Order(a, b) >= 0,
    };

    private static bool Contains(LiquidRun run, object? whole, object? part)
    {
        if (part is null) return false;
        run.Budget.Work(whole is List<object?> items ? items.Count : 1);
        return whole switch
        {
            string text => text.Contains(LiquidValues.Text(run, part), StringComparison.Ordinal),
            List<object?> list => list.Exists(item => LiquidValues.Same(item, part)),
            OrderedDictionary<string, object?> map => map.ContainsKey(LiquidValues.Text(run, part)),
            _ => false,
        };
    }
}
