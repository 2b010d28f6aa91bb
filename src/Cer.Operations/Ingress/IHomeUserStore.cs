using Cer.Operations.People;

namespace Cer.Operations.Ingress;

/// <summary>Users of Home Assistant, and the people they enter as.</summary>
public interface IHomeUserStore
{
    /// <summary>Remembers that a user was here; of strangers only so many are kept, those who came last.</summary>
    /// <returns>The person the user enters as; null when not linked, or when that person may not sign in.</returns>
    Task<Person?> FindAsync(HomeUser user, CancellationToken cancellation);

    /// <summary>Those seen last come first.</summary>
    Task<IReadOnlyList<KnownHomeUser>> ListAsync(CancellationToken cancellation);

    /// <summary>Links a user to a person who may sign in, or to nobody; recorded with who did it.</summary>
    /// <returns>False when there is no such user or person.</returns>
    Task<bool> LinkAsync(string user, int? person, string who, CancellationToken cancellation);
}
