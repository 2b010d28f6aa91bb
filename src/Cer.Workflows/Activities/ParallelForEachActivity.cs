using System.Globalization;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Its body for each item, side by side, each with its own item.</summary>
internal sealed class ParallelForEachActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.ParallelForEach", "Looping")
    {
        Inputs = [new("items", DataType.List, Required: true)],
        Outputs = ["currentValue"],
        Ports = ["body"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var items = context.ListInput("items");
        if (items.Count == 0 || context.Node.Port("body") is not { } body)
        {
            await context.CompleteAsync(cancellation);
            return;
        }

        ParallelActivity.Waits(context, items.Count);
        for (var i = 0; i < items.Count; i++)
            context.Schedule(body, i.ToString(CultureInfo.InvariantCulture), variables: ForEachActivity.Pass(context, i, items[i]));
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation) =>
        ParallelActivity.OneLess(context) ? context.CompleteAsync(cancellation) : ValueTask.CompletedTask;
}
