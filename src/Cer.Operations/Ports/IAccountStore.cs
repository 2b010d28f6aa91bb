namespace Cer.Operations.Ports;

/// <summary>Who may use the gateway.</summary>
public interface IAccountStore
{
    /// <summary>Creates the account or replaces its password and rights.</summary>
    /// <exception cref="InvalidOperationException">The name belongs to another community.</exception>
    Task SaveAsync(Account account, CancellationToken cancellation);

    /// <summary>Takes back every token of an account; false when the community has no such account.</summary>
    Task<bool> RevokeAsync(CommunityId community, string username, CancellationToken cancellation);

    /// <summary>The accounts of a community, by name.</summary>
    Task<IReadOnlyList<Account>> ListAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>The account of a name, letter by letter; null when there is none.</summary>
    Task<Account?> FindAsync(string username, CancellationToken cancellation);
}
