namespace Cer.Workflows.Expressions.Liquid;

/// <summary>A part of a template that writes itself.</summary>
internal abstract class LiquidNode(int at)
{
    public int At => at;

    public abstract void Render(LiquidRun run);
}

internal sealed class LiquidText(int at, string text) : LiquidNode(at)
{
    public override void Render(LiquidRun run) => run.Write(text);
}

internal sealed class LiquidOutput(int at, LiquidPart part) : LiquidNode(at)
{
    public override void Render(LiquidRun run) => run.Write(LiquidValues.Text(run, part(run)));
}

internal sealed class LiquidDo(int at, Action<LiquidRun> action) : LiquidNode(at)
{
    public override void Render(LiquidRun run) => action(run);
}

/// <summary>if, unless, case: the first branch whose condition holds.</summary>
internal sealed class LiquidBranches(int at, List<(Func<LiquidRun, bool> When, List<LiquidNode> Nodes)> branches) : LiquidNode(at)
{
    public override void Render(LiquidRun run)
    {
        foreach (var (when, nodes) in branches)
        {
            if (!when(run)) continue;
            run.Render(nodes);
            return;
        }
    }
}

internal sealed class LiquidCapture(int at, string name, List<LiquidNode> nodes) : LiquidNode(at)
{
    public override void Render(LiquidRun run)
    {
        var outer = run.Output;
        run.Output = new System.Text.StringBuilder();
        run.Render(nodes);
        run.Set(name, run.Budget.Made(run.Output.ToString()));
        run.Output = outer;
    }
}

internal sealed class LiquidFor(
    int at, string name, LiquidPart over, LiquidPart? limit, LiquidPart? offset, bool reversed, List<LiquidNode> nodes,
        List<LiquidNode> otherwise)
    : LiquidNode(at)
{
    public override void Render(LiquidRun run)
    {
        var items = LiquidValues.Items(run, over(run));
        var skip = offset is null ? 0 : (int)Math.Clamp(LiquidValues.Number(offset(run)), 0, items.Count);
        var take = limit is null ? items.Count - skip : (int)Math.Clamp(LiquidValues.Number(limit(run)), 0, items.Count - skip);
        items = items.GetRange(skip, take);
        run.Budget.Spend(8L * take);
        if (reversed) items.Reverse();
        if (items.Count == 0)
        {
            run.Render(otherwise);
            return;
        }
        var (had, before) = (run.TryOwn(name, out var value), value);
        var (inLoop, outer) = (run.TryOwn("forloop", out var loop), loop);
        for (var i = 0; i < items.Count; i++)
        {
            run.Budget.Step(At);
            run.Budget.Spend(200);
            run.Set(name, items[i]);
            run.Set("forloop", new OrderedDictionary<string, object?>
            {
                ["index"] = i + 1L,
                ["index0"] = (long)i,
                ["rindex"] = (long)items.Count - i,
                ["rindex0"] = items.Count - i - 1L,
                ["first"] = i == 0,
                ["last"] = i == items.Count - 1,
                ["length"] = (long)items.Count,
                ["parentloop"] = outer,
            });
            run.Render(nodes);
            var jump = run.Jump;
            run.Jump = '\0';
            if (jump == 'b') break;
        }
        run.Forget(name, had, before);
        run.Forget("forloop", inLoop, outer);
    }
}
