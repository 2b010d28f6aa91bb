namespace Cer.Operations.Looks;

/// <summary>Who of the staff asked for what is a member's.</summary>
public interface ILookStore
{
    /// <summary>Whose data is meant; null when there is no such thing, or it is nobody's.</summary>
    /// <param name="community">Code of the community in the address; null where a document tells it.</param>
    /// <param name="subject">What the call names.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<LookTarget?> FindAsync(string? community, LookSubject subject, CancellationToken cancellation);

    /// <summary>Notes it, unless the same person asked for the same kind of the same member less than ten minutes ago, by the same token or none.</summary>
    Task NoteAsync(
        LookTarget target,
        int person,
        long? token,
        IReadOnlyList<string> roles,
        LookKind kind,
        string page,
        CancellationToken cancellation);
}
