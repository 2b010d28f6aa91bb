using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Submitting;

/// <summary>What people do with a package: they bring it to the portal, and note the protocol number and the answer.</summary>
/// <remarks>GSE and ARERA have no public interface for it (regulation 8.1), so this is the way that always works.</remarks>
public sealed class HandOver(ISubmissionStore store, TimeProvider time)
{
    public const int LongestProtocol = 100;
    public const int LongestNote = 500;

    /// <summary>Notes that somebody brought the files to the portal.</summary>
    public Task<SendOutcome> RunAsync(CommunityId community, int id, string? note, string who, CancellationToken cancellation) =>
        StepAsync(
            community,
            id,
            found => found.IsCorrected ? "Found a package that was corrected, expected the last revision."
                : found.IsInDoubt ? "Found a package that may have been sent, expected that to be known: send it again, which asks first."
                : found.IsHere ? null : $"Found a package that is {found.State.Word()}, expected one that nobody has yet.",
            SubmissionStep.Of(SubmissionState.HandedOver, Now, who, Note(note)),
            cancellation);

    /// <summary>Notes the protocol number that the portal gave.</summary>
    public Task<SendOutcome> ReceiveAsync(CommunityId community, int id, string protocol, string who, CancellationToken cancellation) =>
        StepAsync(
            community,
            id,
            found => protocol.Trim().Length is 0 or > LongestProtocol
                ? $"Found no protocol number or a long one, expected 1 to {LongestProtocol} characters."
                : found.State is SubmissionState.HandedOver or SubmissionState.Unanswered or SubmissionState.Sent ? null
                : $"Found a package that is {found.State.Word()}, expected one that was handed over and has no protocol number.",
            SubmissionStep.Of(SubmissionState.Received, Now, who, protocol: protocol.Trim()),
            cancellation);

    /// <summary>Notes what the portal answered.</summary>
    public Task<SendOutcome> JudgeAsync(
        CommunityId community, int id, bool accepted, IReadOnlyList<FieldReason> reasons, string who, CancellationToken cancellation) =>
        StepAsync(
            community,
            id,
            found => !accepted && (reasons.Count == 0 || reasons.Any(reason => reason.Text.Trim().Length == 0))
                ? "Found a rejection without its reasons, expected one at least, each with a text."
                : found.State == SubmissionState.Received ? null
                : $"Found a package that is {found.State.Word()}, expected one that was received under a protocol number.",
            SubmissionStep.Of(accepted ? SubmissionState.Accepted : SubmissionState.Rejected, Now, who) with
            {
                Reasons = accepted ? [] : FieldReason.Bounded(reasons),
            },
            cancellation);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private static string? Note(string? note) => note?.Trim() is { Length: > 0 } said
        ? said.Length > LongestNote ? said[..LongestNote] : said
        : null;

    private async Task<SendOutcome> StepAsync(
        CommunityId community, int id, Func<Submission, string?> problem, SubmissionStep step, CancellationToken cancellation)
    {
        await using var claim = await store.ClaimAsync(community, id, cancellation);
        if (claim is null) return new SendOutcome.Busy();
        if (await store.FindAsync(community, id, cancellation) is not { } found) return new SendOutcome.Unknown();
        if (problem(found) is { } sentence) return new SendOutcome.Refused(sentence);
        return await store.StepAsync(found, step, cancellation)
            ? new SendOutcome.Stands(found with { Steps = [.. found.Steps, step] }, null)
            : new SendOutcome.Busy();
    }
}
