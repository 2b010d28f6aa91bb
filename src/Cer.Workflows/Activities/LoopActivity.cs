using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>An activity with a body that it runs again and again, until it is done or broken off.</summary>
internal abstract class LoopActivity : Activity
{
    /// <summary>Kept by each execution that a break goes through: it ends as soon as its child does.</summary>
    internal const string BreakingKey = "breaking";

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation) => NextAsync(context, cancellation);

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation) =>
        NextAsync(context, cancellation);

    protected abstract ValueTask NextAsync(ActivityContext context, CancellationToken cancellation);
}
