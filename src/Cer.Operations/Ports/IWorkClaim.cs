using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Work that this worker alone holds; disposed without a word, it is free again.</summary>
public interface IWorkClaim : IAsyncDisposable
{
    WorkItem Item { get; }

    /// <summary>How often it was tried and failed before.</summary>
    int Attempts { get; }

    Task DoneAsync(Instant at, CancellationToken cancellation);

    /// <summary>Lets go of it until later, and says why.</summary>
    Task FailedAsync(string reason, Instant tryAgainAt, CancellationToken cancellation);
}
