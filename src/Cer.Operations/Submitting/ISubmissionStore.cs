using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Submitting;

/// <summary>Packages and what happened to them: only added to, each row with its entry in the audit log.</summary>
public interface ISubmissionStore
{
    /// <summary>Keeps a package; when there is one of the month, kind and revision already, nothing happens.</summary>
    /// <returns>Its number, or that of the one that is there; and whether it was added.</returns>
    Task<(int Id, bool IsNew)> AddAsync(CommunityId community, NewSubmission made, CancellationToken cancellation);

    /// <summary>Adds a step to a package as the caller saw it; false when something else happened to it meanwhile.</summary>
    Task<bool> StepAsync(Submission seen, SubmissionStep step, CancellationToken cancellation);

    /// <summary>A package; null when the community has none of that number.</summary>
    Task<Submission?> FindAsync(CommunityId community, int id, CancellationToken cancellation);

    /// <summary>The last revision of a month and kind; null without one.</summary>
    Task<Submission?> LastAsync(CommunityId community, YearMonth month, SubmissionKind kind, CancellationToken cancellation);

    /// <summary>The newest packages first.</summary>
    Task<IReadOnlyList<Submission>> ListAsync(CommunityId community, int limit, CancellationToken cancellation);

    /// <summary>The files of a package with their bytes.</summary>
    Task<IReadOnlyList<SubmissionFile>> FilesAsync(CommunityId community, int id, CancellationToken cancellation);

    /// <summary>
    /// Holds a package, so that nobody else sends it meanwhile; null when somebody does. It is let go when the holder dies.
    /// </summary>
    Task<IAsyncDisposable?> ClaimAsync(CommunityId community, int id, CancellationToken cancellation);
}
