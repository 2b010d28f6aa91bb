using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>Leaves the nearest loop around it.</summary>
internal sealed class BreakActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Break", "Looping") { IsTerminal = true, Outcomes = [] };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var above = context.Run.Above(context.Execution).ToList();
        var loop = above.FindIndex(one => one.ParentId is not null
            && context.Services.Catalog.Of(context.Run.Node(one.NodeId)) is LoopActivity);
        if (loop >= 0)
            foreach (var execution in above.Take(loop + 1)) execution.Kept[LoopActivity.BreakingKey] = true;
        return context.CompleteAsync(cancellation);
    }
}
