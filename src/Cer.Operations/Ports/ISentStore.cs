using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>What an account pushed and may ask for again: of its own community, its own messages, none that it deleted.</summary>
public interface ISentStore
{
    /// <summary>Messages whose bytes are kept, the newest first, made in a span; read as they are taken.</summary>
    IAsyncEnumerable<SentMessage> NewestFirstAsync(
        Account account, string resourceId, Instant from, Instant to, CancellationToken cancellation);

    /// <summary>The messages made at one of some instants, the last stored first.</summary>
    Task<IReadOnlyList<SentMessage>> AtAsync(
        Account account, string resourceId, IReadOnlyList<Instant> instants, CancellationToken cancellation);

    /// <summary>Marks a message as deleted; false when it was already. Nothing is removed.</summary>
    Task<bool> DeleteAsync(Account account, long ingest, Instant now, CancellationToken cancellation);
}
