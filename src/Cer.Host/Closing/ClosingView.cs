using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Host.Viewing;
using Cer.Host.Viewing.Months;
using Cer.Operations.Closing;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Closing;

/// <summary>The closing of a month as JSON.</summary>
internal sealed record ClosingView
{
    private static readonly string[] Blocking =
        ["not_over", "not_settled", "faults", "pending", "outdated", "prices", "hours"];

    public required string Month { get; init; }

    /// <summary>Start of its first hour.</summary>
    public required string From { get; init; }

    /// <summary>End of its last.</summary>
    public required string To { get; init; }

    public required string State { get; init; }

    /// <summary>How often the state was changed: who changes it says what was looked at.</summary>
    public required int Revision { get; init; }

    /// <summary>How far the figures can be trusted; null when the month was never settled.</summary>
    public required string? Status { get; init; }

    public required ReasonView[] Reasons { get; init; }

    /// <summary>The run whose figures the month has, and the newest over it.</summary>
    public required long? Run { get; init; }

    public required long? NewestRun { get; init; }

    /// <summary>Closing it now takes provisional figures for good.</summary>
    public required bool NeedsApprover { get; init; }

    /// <summary>Whether the person may change the state, and whether on provisional figures.</summary>
    public required bool MayClose { get; init; }

    public required bool MayApprove { get; init; }

    public required BlockRow[] Blocks { get; init; }

    public required HoursView? Hours { get; init; }

    public required SpanRow[] Spans { get; init; }

    public required int SpansLeftOut { get; init; }

    public required AcceptanceRow[] Acceptances { get; init; }

    public required ChangeRow[] History { get; init; }

    public required CorrectionRow[] Corrections { get; init; }

    public static ClosingView Of(ClosingPage page, EnergyCommunity community, Person person, string code)
    {
        var (standing, spans) = (page.Standing, page.Gate?.Spans ?? []);
        return new()
        {
            Month = $"{page.Month}",
            From = At(MarketHour.StartOf(page.Month.FirstDay)),
            To = At(MarketHour.StartOf(page.Month.LastDay.PlusDays(1))),
            State = Word(page.State),
            Revision = standing?.Revision ?? 0,
            Status = standing is null ? null : CodeLists.Statuses.Word(standing.Status),
            Reasons = [.. (standing?.Reasons ?? []).Select(ReasonView.Of)],
            Run = standing?.Run,
            NewestRun = standing?.NewestRun,
            NeedsApprover = standing is { IsClosed: false, CacKnown: false },
            MayClose = person.Has(code, [Role.Operator, Role.Approver]),
            MayApprove = person.Has(code, [Role.Approver]),
            Blocks = [.. page.Blocks.Select(block => new BlockRow(Blocking[(int)block.Kind], block.Count))],
            Hours = page.Gate is { } gate ? new(gate.Expected, gate.Measured, gate.Accepted, gate.Undecided) : null,
            // Those that wait come first: they must not be the ones left out.
            Spans =
            [
                .. spans.OrderBy(span => span.Accepted is not null).Take(Answer.MostRows)
                    .Select(span => SpanRow.Of(span, page.Numbers)),
            ],
            SpansLeftOut = Math.Max(0, spans.Count - Answer.MostRows),
            Acceptances = [.. page.Acceptances.Select(kept => AcceptanceRow.Of(kept, page.Numbers))],
            History = [.. page.History.Select(ChangeRow.Of)],
            Corrections = [.. page.Corrections.Select(line => CorrectionRow.Of(line, community, page.Numbers))],
        };
    }

    private static string Word(MonthState state) => state.ToString().ToLowerInvariant();

    private static string At(Instant instant) => InstantPattern.General.Format(instant);

    /// <summary>What keeps the month open; the count where there is one.</summary>
    internal sealed record BlockRow(string Code, long? Count);

    /// <summary>Hours of points.</summary>
    internal sealed record HoursView(int Expected, int Measured, int Accepted, int Undecided);

    /// <summary>A state the month passed into.</summary>
    internal sealed record ChangeRow(
        string State, string Who, string At, long Run, string? Reason, IReadOnlyList<string> Reasons)
    {
        public static ChangeRow Of(MonthChange change) => new(
            Word(change.State), change.Who, ClosingView.At(change.At), change.Run, change.Reason, change.Reasons);
    }

    /// <summary>A decision; unitId is null for all series of the point and 0 for what it withdraws.</summary>
    internal sealed record AcceptanceRow(
        long Id,
        int Point,
        string Label,
        int? UnitId,
        string? Unit,
        string From,
        string To,
        string Kind,
        string Author,
        string Reason,
        string At,
        WithdrawalRow? Withdrawn)
    {
        public static AcceptanceRow Of(HourAcceptance kept, RegistryNumbers numbers) => new(
            kept.Id,
            numbers.Points[kept.Pod],
            RegistryNumbers.Label(kept.Pod),
            kept.AllSeries ? null : kept.Unit is { } unit ? numbers.Units[unit] : 0,
            kept.Unit,
            ClosingView.At(kept.From),
            ClosingView.At(kept.To),
            CodeLists.Acceptances.Word(kept.Kind),
            kept.Author,
            kept.Reason,
            ClosingView.At(kept.At),
            kept.Withdrawn is { } back ? new(back.Author, back.Reason, ClosingView.At(back.At)) : null);
    }

    /// <summary>Who took a decision back, and why.</summary>
    internal sealed record WithdrawalRow(string Author, string Reason, string At);
}
