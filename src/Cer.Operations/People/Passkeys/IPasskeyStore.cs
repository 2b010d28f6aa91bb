namespace Cer.Operations.People.Passkeys;

/// <summary>Passkeys of people. Adding and removing one is recorded with who did it.</summary>
public interface IPasskeyStore
{
    /// <summary>Whoever may sign in and has this number.</summary>
    Task<PasskeyOwner?> OwnerAsync(int person, CancellationToken cancellation);

    /// <summary>Whoever may sign in and has this handle.</summary>
    Task<PasskeyOwner?> OwnerAsync(string handle, CancellationToken cancellation);

    /// <summary>Whose passkey this is, also of one who may not sign in.</summary>
    Task<PasskeyOwner?> OwnerOfAsync(byte[] credentialId, CancellationToken cancellation);

    /// <summary>The passkeys of a person, as they are needed to know their answers.</summary>
    Task<IReadOnlyList<StoredPasskey>> StoredAsync(int person, CancellationToken cancellation);

    /// <summary>The passkeys of a person, as they are listed.</summary>
    Task<IReadOnlyList<KnownPasskey>> ListAsync(int person, CancellationToken cancellation);

    /// <summary>Adds a passkey that answered a challenge, each of which counts once.</summary>
    /// <returns>Its number; null when the challenge was answered before, the passkey is there, or there are ten already.</returns>
    Task<long?> AddAsync(
        int person, StoredPasskey passkey, string name, byte[] challenge, string who, CancellationToken cancellation);

    /// <summary>Notes that a passkey answered a challenge, each of which counts once.</summary>
    /// <remarks>A count that goes back is written down with its owner: it means a copy.</remarks>
    Task<PasskeyUse> UseAsync(StoredPasskey passkey, byte[] challenge, CancellationToken cancellation);

    /// <returns>False when the person has no such passkey.</returns>
    Task<bool> RenameAsync(int person, long id, string name, CancellationToken cancellation);

    /// <returns>False when the person has no such passkey.</returns>
    Task<bool> RemoveAsync(int person, long id, string who, CancellationToken cancellation);
}
