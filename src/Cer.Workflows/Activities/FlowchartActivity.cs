using Cer.Workflows.Definitions;
using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>Activities and arrows: what comes next is decided by outcomes, and by who has arrived where arrows meet.</summary>
internal sealed class FlowchartActivity : Activity
{
    private static readonly string[] Terminal = ["Elsa.End", "Elsa.Break", "Elsa.Finish", "Elsa.Complete"];

    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Flowchart", "Flow") { Ports = ["activities"] };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        foreach (var variable in VariableDefinition.Of(context.Node.Json)) context.Execution.Variables.Add(VariableSlot.Declare(variable));
        if (context.Run.Graph(context.Execution).Start is { } start) context.Schedule(start);
        else await context.CompleteAsync(cancellation);
    }

    public override async ValueTask ChildCompletedAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation)
    {
        if (IsTerminal(child)) await context.CompleteAsync(cancellation);
        else if (context.Services.Joins == JoinMode.Token) await new TokenJoins(context).ChildCompletedAsync(child, cancellation);
        else await new CounterJoins(context).ChildCompletedAsync(child, cancellation);
    }

    public override async ValueTask ChildCanceledAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation)
    {
        if (context.Services.Joins == JoinMode.Token) await new TokenJoins(context).ChildCanceledAsync(child, cancellation);
        else await new CounterJoins(context).ChildCanceledAsync(child, cancellation);
    }

    internal static bool IsTerminal(ActivityExecution child) => Array.IndexOf(Terminal, child.Type) >= 0;

    /// <summary>Whether anything below the flowchart runs, is queued, or has failed.</summary>
    internal static bool HasPending(ActivityContext context) =>
        context.Run.Children(context.Execution).Any(one => one.Status is ActivityStatus.Running or ActivityStatus.Faulted)
        || context.Run.HasQueued(context.Execution);
}
