using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>An activity with a body that it runs again and again, until it is done or broken off.</summary>
/// <remarks>As in Elsa's BreakBehavior: a break stops here, and the loop ends when its pass has come to its end.</remarks>
internal abstract class LoopActivity : Activity
{
    /// <summary>Kept by what a break ends: a loop, a sequence or a fork, which ends as soon as its child does.</summary>
    internal const string BreakingKey = "breaking";

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation) => NextAsync(context, cancellation);

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation) =>
        IsBreaking(context) ? context.CompleteAsync(cancellation) : NextAsync(context, cancellation);

    public override bool TakeBreak(ActivityExecution execution)
    {
        execution.Kept[BreakingKey] = true;
        return true;
    }

    internal static bool IsBreaking(ActivityContext context) => context.Execution.Kept.ContainsKey(BreakingKey);

    protected abstract ValueTask NextAsync(ActivityContext context, CancellationToken cancellation);
}
