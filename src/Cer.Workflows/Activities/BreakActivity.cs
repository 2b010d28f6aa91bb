using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>Leaves the nearest loop around it.</summary>
/// <remarks>
/// As in Elsa: what is around it hears of the break, the nearest first, up to a loop. Sequences and forks on the way end with
/// it, also where there is no loop; everything else goes on, so that a pass comes to its end before the loop does.
/// </remarks>
internal sealed class BreakActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Break", "Looping") { IsTerminal = true, Outcomes = [] };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        foreach (var one in context.Run.Above(context.Execution))
            if (one.ParentId is not null && context.Services.Catalog.Of(context.Run.Node(one.NodeId)).TakeBreak(one)) break;
        return context.CompleteAsync(cancellation);
    }
}
