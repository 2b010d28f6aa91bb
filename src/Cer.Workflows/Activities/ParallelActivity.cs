using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>All activities side by side; done when all are.</summary>
internal sealed class ParallelActivity : Activity
{
    private const string Left = "left";

    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Parallel", "Workflows") { Ports = ["activities"] };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        foreach (var variable in VariableDefinition.Of(context.Node.Json)) context.Execution.Variables.Add(VariableSlot.Declare(variable));
        var activities = context.Node.Ports("activities");
        Waits(context, activities.Count);
        foreach (var activity in activities) context.Schedule(activity);
        if (activities.Count == 0) await context.CompleteAsync(cancellation);
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation) =>
        OneLess(context) ? context.CompleteAsync(cancellation) : ValueTask.CompletedTask;

    internal static void Waits(ActivityContext context, int count) => context.Execution.Kept[Left] = count;

    /// <summary>Counts a child as done; true when it was the last.</summary>
    internal static bool OneLess(ActivityContext context)
    {
        var left = (int)(ValueConversion.To(DataType.Int32, context.Execution.Kept.GetValueOrDefault(Left)) ?? 0) - 1;
        context.Execution.Kept[Left] = left;
        return left <= 0;
    }
}
