using Cer.Operations.People.News;
using Cer.Operations.Ports;

namespace Cer.Operations.People;

/// <summary>People, their invites and their ways to prove who they are. Every change is recorded with who made it.</summary>
public interface IPeopleStore
{
    Task<IReadOnlyList<KnownPerson>> ListAsync(CancellationToken cancellation);

    Task<Credentials?> CredentialsAsync(string login, CancellationToken cancellation);

    Task<Credentials?> CredentialsAsync(int person, CancellationToken cancellation);

    /// <summary>Adds a person who may accept an invite; null when the login is taken.</summary>
    Task<MadeInvite?> AddAsync(NewPerson person, SecretToken token, string who, CancellationToken cancellation);

    /// <summary>Adds the first person of all; null when there is somebody already.</summary>
    Task<MadeInvite?> AddFirstAsync(NewPerson person, SecretToken token, string who, CancellationToken cancellation);

    /// <summary>Invites a person anew, also one who was disabled; earlier invites end. Null when there is no such person.</summary>
    Task<MadeInvite?> InviteAsync(int person, SecretToken token, string who, CancellationToken cancellation);

    /// <summary>An invite that can still be accepted.</summary>
    Task<OpenInvite?> FindInviteAsync(SecretToken token, CancellationToken cancellation);

    /// <summary>Accepts an invite, once: sets the password, and takes codes of an app and open sessions away.</summary>
    /// <returns>The person; null when the invite is over or was used.</returns>
    Task<int?> AcceptAsync(SecretToken token, PasswordHash password, CancellationToken cancellation);

    /// <summary>Sets another password and ends every session of the person; on demand passkeys and tokens as well.</summary>
    Task SetPasswordAsync(int person, PasswordHash password, bool endKeys, string who, CancellationToken cancellation);

    /// <summary>Keeps the sealed secret of an app until a code of it is shown.</summary>
    Task OfferTotpAsync(int person, byte[] secret, CancellationToken cancellation);

    /// <summary>Asks for codes of the offered app from now on, and ends every session of the person.</summary>
    Task ConfirmTotpAsync(int person, long step, string who, CancellationToken cancellation);

    /// <summary>Notes that the code of a time step was used; false when that one or a newer one was before.</summary>
    Task<bool> UseTotpAsync(int person, long step, CancellationToken cancellation);

    Task RemoveTotpAsync(int person, string who, CancellationToken cancellation);

    /// <summary>Changes name, address and roles; what was, and what is, is recorded without names and addresses.</summary>
    Task<ChangeOutcome> ChangeAsync(int person, PersonChange change, string who, CancellationToken cancellation);

    /// <summary>Ends whatever opens for a person, who may not sign in until invited anew.</summary>
    /// <remarks>Password, app, passkeys, links, devices and the e-mail address go; name, login, roles and what was done stay.</remarks>
    Task<ChangeOutcome> DisableAsync(int person, string who, CancellationToken cancellation);

    /// <summary>Where a person is written to about the account; null without an address.</summary>
    Task<NewsReader?> NewsReaderAsync(int person, CancellationToken cancellation);

    /// <summary>Records what somebody did with an account.</summary>
    Task NoteAsync(string who, string what, int? person, CancellationToken cancellation);
}
