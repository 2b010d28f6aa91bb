namespace Cer.Operations.People;

/// <summary>Who is signed in. Only hashes of tokens are kept; sessions live by the database's clock.</summary>
public interface ISessionStore
{
    /// <summary>Opens a session; the oldest of the same person go when there are too many.</summary>
    Task OpenAsync(int person, SecretToken token, CancellationToken cancellation);

    /// <summary>The person whose session this is; null when it is over, or the person may not sign in any more.</summary>
    Task<Person?> FindAsync(SecretToken token, CancellationToken cancellation);

    Task EndAsync(SecretToken token, CancellationToken cancellation);
}
