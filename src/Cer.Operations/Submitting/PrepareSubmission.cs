using Cer.Domain;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Submitting;

/// <summary>Makes the package of a month and keeps it: the first one, or a correction as a new revision.</summary>
public sealed class PrepareSubmission(ISubmissionStore store, IPackageMaker maker, TimeProvider time)
{
    public const int LongestReason = 500;

    /// <summary>Makes the first package of a month and kind; when there is one, that one is the answer.</summary>
    public async Task<PrepareOutcome> RunAsync(
        CommunityId community, YearMonth month, SubmissionKind kind, string who, CancellationToken cancellation)
    {
        if (await store.LastAsync(community, month, kind, cancellation) is { } there) return new PrepareOutcome.Ready(there, false);
        if (month >= Now.InZone(MarketHour.Rome).Date.ToYearMonth())
            return new PrepareOutcome.Refused("Found a month that is not over, expected one that is.");
        return await MakeAsync(community, month, kind, 1, null, who, cancellation);
    }

    /// <summary>Makes the package anew as the next revision; one of which nobody knows whether it was taken is asked for first.</summary>
    public async Task<PrepareOutcome> CorrectAsync(
        CommunityId community, int id, string reason, string who, CancellationToken cancellation)
    {
        if (await store.FindAsync(community, id, cancellation) is not { } old) return new PrepareOutcome.Unknown();
        if (reason.Trim() is not { Length: > 0 and <= LongestReason } why)
            return new PrepareOutcome.Refused($"Found no reason or a long one, expected 1 to {LongestReason} characters.");
        if (old.IsCorrected)
            return new PrepareOutcome.Refused("Found a package that was corrected already, expected the last revision.");
        if (old.IsInDoubt)
            return new PrepareOutcome.Refused(
                "Found a package of which nobody knows whether it was taken, expected that to be known: send it again, which asks first.");
        return await MakeAsync(community, old.Month, old.Kind, old.Revision + 1, why, who, cancellation);
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private async Task<PrepareOutcome> MakeAsync(
        CommunityId community, YearMonth month, SubmissionKind kind, int revision, string? reason, string who,
            CancellationToken cancellation)
    {
        var outcome = await maker.MakeAsync(community, month, kind, revision, cancellation);
        if (outcome is PackageOutcome.Lacking lacking) return new PrepareOutcome.Lacking(lacking.Problems);
        var made = (PackageOutcome.Made)outcome;
        if (PackageCheck.Problem(made.Package) is { } problem) return new PrepareOutcome.Lacking([problem]);
        var (id, isNew) = await store.AddAsync(
            community, new(month, kind, revision, reason, made.Package, who, Now), cancellation);
        return new PrepareOutcome.Ready((await store.FindAsync(community, id, cancellation))!, isNew);
    }
}
