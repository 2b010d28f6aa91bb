using NodaTime;

namespace Cer.Operations.People.Tokens;

/// <summary>Tokens for programs; only their hashes are kept. Who made and ended one is recorded.</summary>
public interface ITokenStore
{
    /// <returns>Its number and until when it is good; null when the person has as many as one may.</returns>
    Task<(long Id, Instant ExpiresAt)?> AddAsync(
        NewToken token, SecretToken secret, string who, CancellationToken cancellation);

    /// <summary>Those of a person that are good, the newest first.</summary>
    Task<IReadOnlyList<ApiToken>> ListAsync(int person, CancellationToken cancellation);

    /// <summary>Whom a token speaks for; null when it is over, was ended, or the person may not sign in any more.</summary>
    Task<TokenBearer?> FindAsync(SecretToken secret, CancellationToken cancellation);

    /// <returns>False when the person has no such token.</returns>
    Task<bool> EndAsync(int person, long id, string who, CancellationToken cancellation);
}
