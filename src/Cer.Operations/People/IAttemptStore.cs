using NodaTime;

namespace Cer.Operations.People;

/// <summary>Counts attempts to prove who one is, for every node alike.</summary>
public interface IAttemptStore
{
    /// <summary>Counts an attempt as failed before it is looked at, so that many at once are all counted.</summary>
    /// <returns>How long to wait before another is looked at; null when this one may go on.</returns>
    Task<Duration?> BeginAsync(IReadOnlyList<AttemptKey> keys, Instant now, CancellationToken cancellation);

    /// <summary>Takes the count back for an attempt that was no failure.</summary>
    Task ForgiveAsync(IReadOnlyList<AttemptKey> keys, CancellationToken cancellation);
}
