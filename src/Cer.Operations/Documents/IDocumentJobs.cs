using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>Orders of documents, kept until they are done: a node that dies leaves them for the next.</summary>
public interface IDocumentJobs
{
    Task<DocumentJob> AddAsync(
        CommunityId community, DocumentOrder order, string who, Instant now, CancellationToken cancellation);

    /// <summary>A job of the community; null when it has none such.</summary>
    Task<DocumentJob?> FindAsync(CommunityId community, long id, CancellationToken cancellation);

    /// <summary>Ends a job that is open; what it made stays. False when it has ended already.</summary>
    Task<bool> CancelAsync(CommunityId community, long id, Instant now, CancellationToken cancellation);

    /// <summary>Takes the oldest open job that nobody holds, or the one that is named; null when there is none.</summary>
    /// <remarks>Held as long as the claim lives: a worker that dies lets go of it.</remarks>
    Task<IDocumentClaim?> ClaimAsync((CommunityId Community, long Id)? job, CancellationToken cancellation);
}
