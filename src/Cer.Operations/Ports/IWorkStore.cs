using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Work of the background service: one row for a community, kind and period, done once.</summary>
public interface IWorkStore
{
    /// <summary>Puts work down; false when it is there already, done or not.</summary>
    /// <param name="item">The work.</param>
    /// <param name="notBefore">When it may begin.</param>
    /// <param name="cancellation">Stops the wait.</param>
    Task<bool> AddAsync(WorkItem item, Instant notBefore, CancellationToken cancellation);

    /// <summary>Takes the oldest work of a kind that is due and nobody holds; null when there is none.</summary>
    /// <remarks>Held as long as the claim lives: a worker that dies lets go of it.</remarks>
    Task<IWorkClaim?> ClaimAsync(string kind, Instant now, CancellationToken cancellation);

    /// <summary>Makes work that is done due again, when its ground changed; false when there is no such work.</summary>
    Task<bool> ReopenAsync(WorkItem item, Instant notBefore, CancellationToken cancellation);
}
