using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Submitting;

/// <summary>Sends a package over the network, once: whoever cannot know whether it was taken asks before sending it again.</summary>
/// <remarks>
/// That a call is about to be made is committed before it is made. A sender that dies behind that leaves a package in doubt,
/// and the next one asks by the key; the key goes with the call, so that the receiver recognises a repetition as well.
/// </remarks>
public sealed class SendSubmission(ISubmissionStore store, ISubmissionWay way, TimeProvider time)
{
    private const string Meanwhile = "Found a package to which something else happened meanwhile, expected it to be as it was.";

    /// <summary>Sends it when nobody has it, and asks how it stands when somebody may have it.</summary>
    public async Task<SendOutcome> RunAsync(CommunityId community, int id, string who, CancellationToken cancellation)
    {
        if (way.Closed is { } closed) return new SendOutcome.Refused(closed);
        await using var claim = await store.ClaimAsync(community, id, cancellation);
        if (claim is null) return new SendOutcome.Busy();
        if (await store.FindAsync(community, id, cancellation) is not { } found) return new SendOutcome.Unknown();
        if (found.IsOver || found.State is SubmissionState.HandedOver) return new SendOutcome.Stands(found, null);
        if (found.IsCorrected && found.IsHere)
            return new SendOutcome.Refused("Found a package that was corrected, expected the last revision to be sent.");
        var call = new CallFor(community, found.Key, who);
        if (!found.IsHere)
        {
            var there = await way.AskAsync(call, found, cancellation);
            if (there is not WayAnswer.Absent) return await NoteAsync(found, there, who, isAsked: true);
            if (!found.IsInDoubt)
                return new SendOutcome.Stands(found, $"Found nothing under {found.Key} there, expected what was taken before.");
        }

        if (!await store.StepAsync(found, SubmissionStep.Of(SubmissionState.Sending, Now, who), cancellation))
            return new SendOutcome.Refused(Meanwhile);
        found = (await store.FindAsync(community, id, cancellation))!;
        var files = await store.FilesAsync(community, id, cancellation);
        return await NoteAsync(found, await way.SubmitAsync(call, found, files, cancellation), who, isAsked: false);
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    // What was answered is put down also when whoever asked no longer waits.
    private async Task<SendOutcome> NoteAsync(Submission seen, WayAnswer answer, string who, bool isAsked)
    {
        // That it could not be asked for changes nothing of how it stands.
        if (isAsked && answer.Problem is { } problem) return new SendOutcome.Stands(seen, problem);
        foreach (var step in Steps(seen, answer, who))
        {
            if (!await store.StepAsync(seen, step, CancellationToken.None)) return new SendOutcome.Refused(Meanwhile);
            seen = seen with { Steps = [.. seen.Steps, step] };
        }

        return new SendOutcome.Stands(seen, answer.Problem);
    }

    private IEnumerable<SubmissionStep> Steps(Submission seen, WayAnswer answer, string who)
    {
        var protocol = answer switch
        {
            WayAnswer.Received one => one.Protocol,
            WayAnswer.Accepted one => one.Protocol,
            WayAnswer.Rejected one => one.Protocol,
            _ => null,
        };
        if (protocol is not null && seen.Protocol is null)
            yield return SubmissionStep.Of(SubmissionState.Received, Now, who, protocol: protocol);
        switch (answer)
        {
            case WayAnswer.Taken when seen.State != SubmissionState.Sent:
                yield return SubmissionStep.Of(SubmissionState.Sent, Now, who);
                break;
            case WayAnswer.Accepted:
                yield return SubmissionStep.Of(SubmissionState.Accepted, Now, who);
                break;
            case WayAnswer.Rejected rejected:
                yield return SubmissionStep.Of(SubmissionState.Rejected, Now, who) with
                {
                    Reasons = FieldReason.Bounded(rejected.Reasons),
                };
                break;
            case WayAnswer.PutOff or WayAnswer.Absent:
                yield return SubmissionStep.Of(SubmissionState.PutOff, Now, who, answer.Problem);
                break;
            case WayAnswer.Unanswered:
                yield return SubmissionStep.Of(SubmissionState.Unanswered, Now, who, answer.Problem);
                break;
            case WayAnswer.Refused:
                yield return SubmissionStep.Of(SubmissionState.Refused, Now, who, answer.Problem);
                break;
        }
    }
}
