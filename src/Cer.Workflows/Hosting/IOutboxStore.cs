namespace Cer.Workflows.Hosting;

/// <summary>What instances want delivered.</summary>
public interface IOutboxStore
{
    /// <summary>The next item that is due, for a term; null when there is none.</summary>
    ValueTask<OutboxRow?> TakeAsync(string owner, TimeSpan term, DateTimeOffset now, CancellationToken cancellation);

    ValueTask DoneAsync(OutboxRow row, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>It could not be delivered: again at an instant, or never when there is none.</summary>
    ValueTask FailedAsync(OutboxRow row, string reason, DateTimeOffset? again, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>An item by its key, delivered or not; null when there is none.</summary>
    ValueTask<OutboxItem?> FindAsync(int tenant, string key, CancellationToken cancellation);
}
