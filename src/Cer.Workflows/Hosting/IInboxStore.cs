namespace Cer.Workflows.Hosting;

/// <summary>The inbox from outside: what people, programs and other instances tell.</summary>
public interface IInboxStore
{
    /// <summary>Adds a message; false when its key was there already.</summary>
    ValueTask<bool> AddAsync(InboxMessage message, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Takes a start or an event that is due; null when there is none. Others do not wait for it.</summary>
    ValueTask<IInboxClaim?> TakeAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>When the next message after an instant becomes due; null when none will.</summary>
    ValueTask<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellation);
}
