namespace Cer.Workflows.Hosting;

/// <summary>A trigger that is due, locked by an open transaction until it is disposed of.</summary>
public interface ITriggerClaim : IAsyncDisposable
{
    Trigger Trigger { get; }

    /// <summary>Puts the starts down, says when it is due next, and commits.</summary>
    ValueTask FireAsync(IReadOnlyList<InboxMessage> starts, DateTimeOffset? next, DateTimeOffset now, CancellationToken cancellation);
}
