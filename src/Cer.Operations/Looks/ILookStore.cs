using Cer.Operations.Ports;

namespace Cer.Operations.Looks;

/// <summary>Who of the staff asked for what is a member's.</summary>
public interface ILookStore
{
    /// <summary>Whose data is meant; null when there is no such thing, or it is nobody's.</summary>
    /// <param name="community">Code of the community in the address; null where a document tells it.</param>
    /// <param name="subject">What the call names.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<LookTarget?> FindAsync(string? community, LookSubject subject, CancellationToken cancellation);

    /// <summary>Notes it, unless the same person asked for the same kind of the same member less than ten minutes ago, by the same token
    /// or none.</summary>
    Task NoteAsync(
        LookTarget target,
        int person,
        long? token,
        IReadOnlyList<string> roles,
        LookKind kind,
        string page,
        CancellationToken cancellation);

    /// <summary>The members of a community who have a plant this month; the municipality's are nobody's roofs.</summary>
    Task<IReadOnlyList<LookTarget>> RoofsAsync(string community, CancellationToken cancellation);

    /// <summary>Notes for each member that somebody opened totals at an address, unless it was noted today already.</summary>
    /// <param name="community">The community whose totals they are.</param>
    /// <param name="members">Whose figures these come down to.</param>
    /// <param name="person">Who opened it.</param>
    /// <param name="token">Number of the API token it was opened with; null for a session.</param>
    /// <param name="roles">In which roles.</param>
    /// <param name="page">The address.</param>
    /// <param name="cancellation">Stops it.</param>
    Task NoteTotalsAsync(
        CommunityId community,
        IReadOnlyCollection<int> members,
        int person,
        long? token,
        IReadOnlyList<string> roles,
        string page,
        CancellationToken cancellation);
}
