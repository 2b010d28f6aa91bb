namespace Cer.Operations.People.Links;

/// <summary>Links by which members enter once; only their hashes are kept.</summary>
public interface ILinkStore
{
    /// <summary>Who has this login or address, is a member and nothing else, and has an address: three at most.</summary>
    Task<IReadOnlyList<LinkReader>> ReadersAsync(string loginOrAddress, CancellationToken cancellation);

    /// <summary>Keeps a link, unless one that is good was sent just now.</summary>
    /// <remarks>
    /// Nothing is used up: the more strangers ask in a day, the longer the pause between two letters and the longer each link is good,
    /// so that whoever gets none has one in hand. A known device has pauses of its own.
    /// </remarks>
    /// <param name="person">Whose.</param>
    /// <param name="token">What the letter will hold.</param>
    /// <param name="source">Who asks: a known device of the person, or an address, hashed.</param>
    /// <param name="isKnown">Which of the two.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>For how many minutes it is good; null when none was kept.</returns>
    Task<int?> AddAsync(int person, SecretToken token, byte[] source, bool isKnown, CancellationToken cancellation);

    /// <summary>The person of a link that is good and still may enter by one; null without.</summary>
    Task<int?> FindAsync(SecretToken token, CancellationToken cancellation);

    /// <summary>Uses a link up, and every other of the person with it.</summary>
    /// <returns>The person; null when it is not good any more.</returns>
    Task<int?> SpendAsync(SecretToken token, CancellationToken cancellation);
}
