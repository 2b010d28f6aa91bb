using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>One activity after the other.</summary>
internal sealed class SequenceActivity : Activity
{
    private const string Index = "index";

    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Sequence", "Workflows") { Ports = ["activities"] };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        foreach (var variable in VariableDefinition.Of(context.Node.Json)) context.Execution.Variables.Add(VariableSlot.Declare(variable));
        return NextAsync(context, cancellation);
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation) =>
        FlowchartActivity.IsTerminal(child) || LoopActivity.IsBreaking(context)
            ? context.CompleteAsync(cancellation)
            : NextAsync(context, cancellation);

    public override bool TakeBreak(ActivityExecution execution)
    {
        execution.Kept[LoopActivity.BreakingKey] = true;
        return false;
    }

    private static ValueTask NextAsync(ActivityContext context, CancellationToken cancellation)
    {
        var index = (int)(ValueConversion.To(DataType.Int32, context.Execution.Kept.GetValueOrDefault(Index)) ?? 0);
        var activities = context.Node.Ports("activities");
        if (index >= activities.Count) return context.CompleteAsync(cancellation);
        context.Execution.Kept[Index] = index + 1;
        context.Schedule(activities[index]);
        return ValueTask.CompletedTask;
    }
}
