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
    /// <param name="kind">Which work.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <param name="only">Only of this community; of all when null.</param>
    /// <param name="except">Not of these, whose work somebody else does.</param>
    Task<IWorkClaim?> ClaimAsync(
        string kind,
        Instant now,
        CancellationToken cancellation,
        CommunityId? only = null,
        IReadOnlyCollection<CommunityId>? except = null);

    /// <summary>The oldest work of a community that is due, and since when; null when there is none.</summary>
    Task<(WorkItem Item, Instant Since)?> OldestDueAsync(
        CommunityId community, IReadOnlyCollection<string> kinds, Instant now, CancellationToken cancellation);

    /// <summary>Makes work that is done due again, when its ground changed; false when there is no such work.</summary>
    Task<bool> ReopenAsync(WorkItem item, Instant notBefore, CancellationToken cancellation);

    /// <summary>Notes that the ground of every month that a community has work for has changed.</summary>
    Task TouchMonthsAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Puts work down for what has changed: the hours of each day at once, its month when it is over.</summary>
    /// <returns>How many pieces of work are new or due again.</returns>
    Task<int> OpenTouchedAsync(Instant now, CancellationToken cancellation, CommunityId? only = null);
}
