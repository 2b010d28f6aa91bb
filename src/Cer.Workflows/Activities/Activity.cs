using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>What one type of activity does. It keeps nothing itself: all state is the execution's.</summary>
public abstract class Activity
{
    public abstract ActivityDescriptor Descriptor { get; }

    /// <summary>Begins: schedules children, waits, or completes.</summary>
    public abstract ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation);

    /// <summary>A child that it scheduled has completed.</summary>
    public virtual ValueTask ChildCompletedAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation) =>
        context.CompleteAsync(cancellation);

    /// <summary>A child that it scheduled was cancelled.</summary>
    public virtual ValueTask ChildCanceledAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation) =>
        ValueTask.CompletedTask;

    /// <summary>A break goes up through it; true when it goes no further, as in a loop.</summary>
    public virtual bool TakeBreak(ActivityExecution execution) => false;

    /// <summary>Somebody resumed one of its bookmarks.</summary>
    public virtual ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, object? payload, CancellationToken cancellation) =>
        context.CompleteAsync(cancellation);
}
