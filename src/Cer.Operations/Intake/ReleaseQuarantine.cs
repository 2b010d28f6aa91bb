using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Intake;

/// <summary>Decides about lines kept apart: an accepted line becomes a reading, a rejected one stays out for good.</summary>
/// <remarks>A decision has an author and a reason, and is never taken back: a wrong reading is corrected by another.</remarks>
public sealed class ReleaseQuarantine(IQuarantineStore quarantine, TimeProvider time)
{
    public const int LongestAuthor = 200;
    public const int LongestReason = 2000;

    /// <param name="community">The community.</param>
    /// <param name="message">The message whose lines wait.</param>
    /// <param name="lines">The lines; none for all of the message that wait.</param>
    /// <param name="accept">Whether they become readings.</param>
    /// <param name="author">Who decides.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<ReleaseOutcome> RunAsync(
        CommunityId community,
        long message,
        IReadOnlyList<int> lines,
        bool accept,
        string author,
        string reason,
        CancellationToken cancellation)
    {
        if (Missing("author", author, LongestAuthor) is { } noAuthor) return noAuthor;
        if (Missing("reason", reason, LongestReason) is { } noReason) return noReason;
        return await quarantine.DecideAsync(
            new()
            {
                Community = community,
                IngestId = message,
                Lines = [.. lines.Distinct()],
                Accept = accept,
                Author = author.Trim(),
                Reason = reason.Trim(),
                At = Instant.FromDateTimeOffset(time.GetUtcNow()),
            },
            cancellation);
    }

    private static ReleaseOutcome.Refused? Missing(string what, string text, int most)
    {
        var length = text.Trim().Length;
        if (length == 0) return new($"{what}: found nothing, expected one");
        return length > most ? new($"{what}: found {length} characters, expected at most {most}") : null;
    }
}
