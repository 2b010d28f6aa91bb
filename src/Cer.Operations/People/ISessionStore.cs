using Cer.Operations.People.Sessions;

namespace Cer.Operations.People;

/// <summary>Who is signed in. Only hashes of tokens are kept; sessions live by the database's clock.</summary>
public interface ISessionStore
{
    /// <summary>Opens a session of which nothing else is known.</summary>
    Task OpenAsync(int person, SecretToken token, CancellationToken cancellation);

    /// <summary>Opens a session and remembers the device; the oldest of the same person go when there are too many.</summary>
    Task OpenAsync(int person, SecretToken token, Visitor visitor, SignInWay way, CancellationToken cancellation);

    /// <summary>The person whose session this is; null when it is over, or the person may not sign in any more.</summary>
    Task<Person?> FindAsync(SecretToken token, CancellationToken cancellation);

    /// <summary>Whether somebody signed in by this device before: who has this login, or anybody when none is named.</summary>
    Task<bool> KnowsAsync(SecretToken device, string? login, CancellationToken cancellation);

    /// <summary>The sessions of a person that are open, the last used first.</summary>
    Task<IReadOnlyList<OpenSession>> ListAsync(int person, SecretToken? own, CancellationToken cancellation);

    Task EndAsync(SecretToken token, CancellationToken cancellation);

    /// <summary>Ends one session of a person, whose device is no longer known.</summary>
    /// <returns>False when the person has no such session.</returns>
    Task<bool> EndAsync(int person, long session, CancellationToken cancellation);

    /// <summary>Ends every session of a person but this one, and forgets every device but its own.</summary>
    /// <returns>How many ended.</returns>
    Task<int> EndOthersAsync(int person, SecretToken? own, CancellationToken cancellation);
}
