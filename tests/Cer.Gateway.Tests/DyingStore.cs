using Cer.Operations.Ports;
using Cer.Operations.Submitting;
using NodaTime;

namespace Cer.Gateway.Tests;

/// <summary>A store whose node dies when it wants to keep what was answered.</summary>
internal sealed class DyingStore(ISubmissionStore inner, bool dies) : ISubmissionStore
{
    public Task<(int Id, bool IsNew)> AddAsync(CommunityId community, NewSubmission made, CancellationToken cancellation) =>
        inner.AddAsync(community, made, cancellation);

    public Task<bool> StepAsync(Submission seen, SubmissionStep step, CancellationToken cancellation) =>
        dies && step.Kind != SubmissionState.Sending ? throw new DeadException() : inner.StepAsync(seen, step, cancellation);

    public Task<Submission?> FindAsync(CommunityId community, int id, CancellationToken cancellation) =>
        inner.FindAsync(community, id, cancellation);

    public Task<Submission?> LastAsync(
        CommunityId community, YearMonth month, SubmissionKind kind, CancellationToken cancellation) =>
        inner.LastAsync(community, month, kind, cancellation);

    public Task<IReadOnlyList<Submission>> ListAsync(CommunityId community, int limit, CancellationToken cancellation) =>
        inner.ListAsync(community, limit, cancellation);

    public Task<IReadOnlyList<SubmissionFile>> FilesAsync(CommunityId community, int id, CancellationToken cancellation) =>
        inner.FilesAsync(community, id, cancellation);

    public Task<IAsyncDisposable?> ClaimAsync(CommunityId community, int id, CancellationToken cancellation) =>
        inner.ClaimAsync(community, id, cancellation);

    /// <summary>The node died.</summary>
    public sealed class DeadException : Exception;
}
