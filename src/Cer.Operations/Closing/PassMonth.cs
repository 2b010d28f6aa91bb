using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Closing;

/// <summary>Takes a month into its next state: provisional, closed, reconciled; never back.</summary>
/// <remarks>
/// Provisional: every hour is measured or decided about, and the figures may change still. Closed: the same, and the
/// figures are final, or an approver takes provisional ones for good, with a reason. Later runs over a closed month
/// become corrections. Reconciled: a person holds it for equal to what GSE settled.
/// </remarks>
public sealed class PassMonth(ViewClosing view, IClosingStore closing, TimeProvider time)
{
    /// <param name="community">The community.</param>
    /// <param name="month">The month.</param>
    /// <param name="to">The state.</param>
    /// <param name="revision">The change of state that the person looked at; somebody's later one is a conflict.</param>
    /// <param name="who">The login of who does it.</param>
    /// <param name="mayApprove">Whether this person may take provisional figures for good.</param>
    /// <param name="reason">Why; needed for provisional figures and to reconcile.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<PassOutcome> RunAsync(
        CommunityId community,
        MarketMonth month,
        MonthState to,
        int revision,
        string who,
        bool mayApprove,
        string? reason,
        CancellationToken cancellation)
    {
        var said = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (said?.Length > ReleaseQuarantine.LongestReason)
            return Refused($"Found a reason of {said.Length} characters, expected at most {ReleaseQuarantine.LongestReason}.");
        var page = await view.RunAsync(community, month, cancellation);
        if (page.Standing is not { } standing)
            return Refused($"Found no settlement of {month}, expected a month that was settled.");
        if (standing.Revision != revision)
            return new PassOutcome.Conflict(
                $"Found the month {Word(standing.State)}, changed by somebody else meanwhile: look at it again.");
        if (Step(standing, to) is { } noStep) return Refused(noStep);
        if (to != MonthState.Reconciled && page.Blocks.Count > 0)
        {
            return Refused(
                $"Found a month that may not be closed yet ({Sentence(page.Blocks)}), expected nothing that keeps it open.");
        }

        if (to == MonthState.Closed && !standing.CacKnown && (!mayApprove || said is null))
        {
            return Refused(
                "Found figures that are provisional, expected final ones: an approver may close on them, with a reason.");
        }

        if (to == MonthState.Reconciled && said is null)
            return Refused("Found no reason, expected what the month was compared with.");
        return await closing.PassAsync(
            new()
            {
                Community = community,
                Month = new(month.Year, month.Month),
                To = to,
                Seen = standing,
                Who = who,
                Reason = said,
                Reasons = [.. standing.Reasons, .. Accepted(page)],
                At = Instant.FromDateTimeOffset(time.GetUtcNow()),
            },
            cancellation);
    }

    private static string? Step(MonthStanding standing, MonthState to) => (standing.State, to) switch
    {
        (MonthState.Open, MonthState.Provisional or MonthState.Closed) => null,
        (MonthState.Provisional, MonthState.Closed) => null,
        (MonthState.Closed, MonthState.Reconciled) => null,
        _ => $"Found a month that is {Word(standing.State)}, which never becomes {Word(to)}: a closed month is corrected, not"
            + " opened.",
    };

    /// <summary>How many hours of series stand on which decision.</summary>
    private static IEnumerable<string> Accepted(ClosingPage page) => (page.Gate?.Spans ?? [])
        .Where(span => span.Accepted is not null)
        .GroupBy(span => span.Accepted!.Value)
        .OrderBy(spans => spans.Key)
        .Select(spans => string.Create(
            CultureInfo.InvariantCulture,
            $"accepted as {CodeLists.Acceptances.Word(spans.Key)}: {spans.Sum(span => span.Hours)} hours of series"));

    private static string Sentence(IEnumerable<ClosingBlock> blocks) => string.Join(", ", blocks.Select(block => block switch
    {
        { Kind: ClosingBlockKind.NotOver } => "it is not over",
        { Kind: ClosingBlockKind.NotSettled } => "it was not settled",
        { Kind: ClosingBlockKind.Faults } => "the definition or the rules have faults",
        { Kind: ClosingBlockKind.Pending } => "something changed and it is being settled with that",
        { Kind: ClosingBlockKind.Outdated } => "its run stands on other inputs than there are now",
        { Kind: ClosingBlockKind.Prices } => "hours have no price",
        _ => string.Create(CultureInfo.InvariantCulture, $"{block.Count} hours of points are neither measured nor accepted"),
    }));

    private static string Word(MonthState state) => state.ToString().ToLowerInvariant();

    private static PassOutcome.Refused Refused(string sentence) => new(sentence);
}
