using Cer.Operations.Ports;

namespace Cer.Operations.Mail;

/// <summary>The letters of a community, to look at and to decide about.</summary>
public interface ILetterStore
{
    /// <summary>The newest letters first.</summary>
    /// <param name="community">Whose.</param>
    /// <param name="before">Only those with a lower number; null for the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Stops the wait.</param>
    Task<IReadOnlyList<ListedLetter>> ListAsync(CommunityId community, long? before, int limit, CancellationToken cancellation);

    /// <summary>A letter with its attachments; null when the community has none of that number.</summary>
    Task<StoredLetter?> FindAsync(CommunityId community, long id, CancellationToken cancellation);

    /// <summary>Puts a letter that failed, bounced, was withheld or is uncertain into the queue again, with the same Message-ID.</summary>
    /// <returns>The state that it was in, from which nothing follows when it waits or was sent; null without such a letter.</returns>
    Task<LetterState?> RetryAsync(CommunityId community, long id, string who, CancellationToken cancellation);

    /// <summary>Notes that letters did not arrive, and of the address that the report names for good that it does not exist.</summary>
    /// <returns>How many letters were meant that a server took, or may have taken, and that had not been noted so before.</returns>
    Task<int> BounceAsync(Bounce bounce, CancellationToken cancellation);
}
