using Cer.Operations.People.Passkeys;
using Microsoft.AspNetCore.Identity;

namespace Cer.Host.People.Passkeys;

/// <summary>Shows people and their passkeys to the framework's handler of WebAuthn, to read; what is kept is kept elsewhere.</summary>
internal sealed class PasskeyUsers(IPasskeyStore passkeys) : IUserPasskeyStore<PasskeyOwner>
{
    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(user.Handle);

    public Task<string?> GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Login);

    public Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        passkeys.OwnerAsync(userId, cancellationToken);

    public Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        passkeys.OwnerOfAsync(credentialId, cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        [.. (await passkeys.StoredAsync(user.Person, cancellationToken)).Select(Info)];

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await passkeys.StoredAsync(user.Person, cancellationToken))
            .FirstOrDefault(passkey => passkey.CredentialId.AsSpan().SequenceEqual(credentialId)) is { } found
            ? Info(found)
            : null;

    public void Dispose()
    {
    }

    public Task AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw ReadsOnly();

    public Task RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw ReadsOnly();

    public Task SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task<string?> GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) =>
        throw ReadsOnly();

    public Task<IdentityResult> CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task<IdentityResult> UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task<IdentityResult> DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw ReadsOnly();

    public Task<PasskeyOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw ReadsOnly();

    private static NotSupportedException ReadsOnly() =>
        new("Found a change by the framework's handler, expected it only to read.");

    /// <remarks>
    /// What a device said of its make when it was registered is not kept: nobody asks for it. The handler is told no count: whether
    /// it goes back is for the store, which looks and notes in one step, and says so.
    /// </remarks>
    private static UserPasskeyInfo Info(StoredPasskey passkey) => new(
        passkey.CredentialId,
        passkey.PublicKey,
        DateTimeOffset.UnixEpoch,
        signCount: 0,
        [.. passkey.Transports],
        isUserVerified: true,
        passkey.BackupEligible,
        passkey.BackedUp,
        [],
        []);
}
