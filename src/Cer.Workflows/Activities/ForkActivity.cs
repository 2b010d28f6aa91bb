using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Branches side by side; done with the first of them or with all.</summary>
internal sealed class ForkActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Fork", "Branching") { Ports = ["branches"] };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var branches = context.Node.Ports("branches");
        ParallelActivity.Waits(context, IsAny(context, cancellation) ? 1 : branches.Count);
        foreach (var branch in branches) context.Schedule(branch);
        if (branches.Count == 0) await context.CompleteAsync(cancellation);
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation) =>
        LoopActivity.IsBreaking(context) || ParallelActivity.OneLess(context)
            ? context.CompleteAsync(cancellation)
            : ValueTask.CompletedTask;

    public override bool TakeBreak(ActivityExecution execution)
    {
        execution.Kept[LoopActivity.BreakingKey] = true;
        return false;
    }

    /// <summary>The mode stands in the JSON as it is, or wrapped like other inputs.</summary>
    private static bool IsAny(ActivityContext context, CancellationToken cancellation)
    {
        var written = context.Node.Property("joinMode");
        var mode = JsonRead.Text(written) ?? JsonRead.Int(written)?.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ?? ValueText.Of(context.Evaluate("joinMode", DataType.Any, cancellation));
        return mode is "WaitAny" or "1";
    }
}
