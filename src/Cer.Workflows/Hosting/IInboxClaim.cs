namespace Cer.Workflows.Hosting;

/// <summary>A row of the inbox, locked by an open transaction until it is disposed of.</summary>
public interface IInboxClaim : IAsyncDisposable
{
    InboxRow Row { get; }

    /// <summary>Whether another instance runs that must not when this one begins; two who ask at once ask one after the other.</summary>
    ValueTask<bool> IsHeldBackAsync(Activation activation, string instanceId, CancellationToken cancellation);

    /// <summary>The instance that the row asked for, to be put down when it is done, unless its key has begun one already.</summary>
    void Begin(NewInstance instance, DateTimeOffset now);

    /// <summary>Bookmarks that wait for an event, with the ids of their instances.</summary>
    ValueTask<IReadOnlyList<(string InstanceId, int BookmarkId)>> WaitingAsync(
        string kind, string key, string? correlationId, string? onlyInstance, CancellationToken cancellation);

    /// <summary>Triggers of published definitions that begin with an event.</summary>
    ValueTask<IReadOnlyList<(string VersionId, string ActivityId)>> TriggersAsync(
        string kind, string key, CancellationToken cancellation);

    /// <summary>Adds what comes of the row, says that it is done, and commits.</summary>
    ValueTask DoneAsync(IReadOnlyList<InboxMessage> messages, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>It failed: again at an instant, or a dead letter when there is none.</summary>
    ValueTask FailedAsync(string reason, DateTimeOffset? again, DateTimeOffset now, CancellationToken cancellation);
}
