using Cer.Domain.Codes;
using Cer.Operations.Demo;
using Cer.Operations.Paying;
using Cer.Operations.Viewing;
using Cer.Settlement.Payments;
using NodaTime.Text;

namespace Cer.Host.Paying;

/// <summary>The payable lines of a month and where they stand: draft, approved, or not to be approved yet.</summary>
internal record PayableView(
    string Month,
    string Status,
    long Run,
    bool Invented,
    string Standing,
    int Approvers,
    string Mark,
    decimal? GrossEur,
    decimal? WithheldEur,
    decimal? NetEur,
    PayableView.CheckView? Check,
    KeptPayableView.By[] Approvals)
{
    public static PayableView Of(PayableDraft draft, IReadOnlyList<KeptPayable> kept)
    {
        var current = kept is [.., var last] && last.Mark == draft.Mark ? last : null;
        return new(
            YearMonthPattern.Iso.Format(draft.Month),
            CodeLists.Statuses.Word(draft.Row.Settled.Status),
            draft.Row.RunId,
            draft.Row.RuleIds.Any(DemoRules.IsInvented),
            StandingOf(draft, current, kept.Count > 0),
            current?.Approvers ?? draft.Approvers,
            draft.Mark,
            draft.Gross?.Eur,
            draft.Withheld?.Eur,
            draft.Net?.Eur,
            draft.Check is { } check ? CheckView.Of(check) : null,
            current is null ? [] : KeptPayableView.Of(current, draft).Approvals);
    }

    private static string StandingOf(PayableDraft draft, KeptPayable? current, bool changed) =>
        !draft.IsOver ? "running"
        : !draft.IsKnown ? "unknown"
        : current is { IsApproved: true } ? "approved"
        : current is null && changed ? "changed"
        : "draft";

    /// <summary>The check that enterprises get no surplus, in euro.</summary>
    internal sealed record CheckView(decimal EnterprisesEur, decimal LimitEur, bool Met)
    {
        public static CheckView Of(SurplusCheck check) => new(check.Enterprises.Eur, check.Limit.Eur, check.IsMet);
    }

    /// <summary>The same with its lines, and with what was approved before.</summary>
    internal sealed record Detail(
        PayableView Payable, PayableLineView[] Lines, KeptPayableView[] Earlier, CheckView? YearCheck)
    {
        public static Detail Of(
            PayableDraft draft, IReadOnlyList<KeptPayable> kept, RegistryNumbers numbers, SurplusCheck? year) => new(
            PayableView.Of(draft, kept),
            [.. draft.Lines.Select(line => PayableLineView.Of(line, numbers))],
            [.. kept.Where(payable => payable.Mark != draft.Mark || payable.Revision != kept[^1].Revision)
                .Select(payable => KeptPayableView.Of(payable, draft))],
            year is null ? null : CheckView.Of(year));
    }
}
