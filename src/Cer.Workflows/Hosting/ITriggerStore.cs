namespace Cer.Workflows.Hosting;

/// <summary>Triggers of published definitions.</summary>
public interface ITriggerStore
{
    /// <summary>Locks one that is due, and of which, where that matters, no instance runs; null when there is none.</summary>
    ValueTask<ITriggerClaim?> TakeAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>When the next one after an instant is due; null when none will be.</summary>
    ValueTask<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellation);
}
