using Cer.Operations.Paying.Payouts;
using Cer.Settlement.Payments;
using Cer.Settlement.Payouts;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Paying.Payouts;

/// <summary>A batch of payments, in euro.</summary>
internal sealed record PayoutView(
    int Id,
    string Day,
    string State,
    bool IsList,
    int Approvers,
    KeptPayableView.By[] Approvals,
    string Mark,
    decimal TotalEur,
    BankView From,
    string By,
    string At,
    string? EndedFor,
    string? SentAt,
    string? FileSha256,
    PayoutView.Payment[] Payments)
{
    public static PayoutView Of(KeptPayout kept, IReadOnlyDictionary<int, string> names, bool whole) => new(
        kept.Id,
        LocalDatePattern.Iso.Format(kept.Day),
        StateOf(kept),
        kept.IsList,
        kept.Approvers,
        [.. kept.Approvals.Select(approval => new KeptPayableView.By(approval.Name, InstantPattern.General.Format(approval.At)))],
        kept.Mark,
        kept.Total.Eur,
        BankView.Of(kept.From, whole),
        kept.By,
        InstantPattern.General.Format(kept.At),
        kept.EndedFor,
        kept.SentAt is { } sent ? InstantPattern.General.Format(sent) : null,
        kept.FileSha256,
        [.. kept.Payments.Select(payment => Payment.Of(payment, names, whole))]);

    private static string StateOf(KeptPayout kept) =>
        kept.EndedFor is not null ? "cancelled"
        : kept.SentAt is not null ? (kept.Payments.Any(payment => payment.State == PaymentState.Sent) ? "sent" : "done")
        : kept.IsStale ? "stale"
        : kept.IsApproved ? "approved"
        : "draft";

    /// <summary>A payment.</summary>
    internal sealed record Payment(
        int Ordinal,
        string EndToEnd,
        int MemberId,
        string? Name,
        BankView Bank,
        decimal Eur,
        decimal RetainedEur,
        string State,
        string? Day,
        string? Code)
    {
        public static Payment Of(KeptPayment payment, IReadOnlyDictionary<int, string> names, bool whole) => new(
            payment.Ordinal,
            payment.EndToEnd,
            payment.Member,
            names.GetValueOrDefault(payment.Member),
            BankView.Of(payment.Account, whole),
            payment.Amount.Eur,
            payment.Retained.Eur,
            payment.State.Word(),
            payment.Day is { } day ? LocalDatePattern.Iso.Format(day) : null,
            payment.Code);
    }

    /// <summary>What could be paid, what is left open and why, and the check of the surplus by month.</summary>
    internal sealed record Draft(
        string Day,
        string Mark,
        decimal TotalEur,
        bool IsList,
        bool HasAccount,
        int Approvers,
        Planned[] Payments,
        Left[] LeftOpen,
        Check[] Checks)
    {
        public static Draft Of(
            PayoutDraft draft,
            IReadOnlyDictionary<YearMonth, SurplusCheck?> checks,
            IReadOnlyDictionary<int, string> names,
            bool whole) => new(
            LocalDatePattern.Iso.Format(draft.Day),
            draft.Mark,
            draft.Total.Eur,
            draft.IsList,
            draft.Basis.From is not null,
            draft.Basis.Approvers,
            [.. draft.Plan.Payments.Select(payment => new Planned(
                payment.Member,
                names.GetValueOrDefault(payment.Member),
                BankView.Of(draft.Basis.Accounts[payment.Member].Account, whole),
                payment.Amount.Eur,
                payment.Retained.Eur,
                -payment.Items.Where(item => item.Amount.Cents < 0).Sum(item => item.Amount.Eur),
                [
                    .. payment.Items.Where(item => item.Month is not null)
                        .Select(item => YearMonthPattern.Iso.Format(item.Month!.Value)).Distinct(),
                ]))],
            [.. draft.Plan.Left.Select(left => new Left(
                left.Member,
                names.GetValueOrDefault(left.Member),
                Word(left.Reason),
                left.Month is { } month ? YearMonthPattern.Iso.Format(month) : null,
                left.Amount.Eur))],
            [.. checks.OrderBy(check => check.Key).Select(check => new Check(
                YearMonthPattern.Iso.Format(check.Key), check.Value is { } known ? PayableView.CheckView.Of(known) : null))]);

        private static string Word(LeftReason reason) => reason switch
        {
            LeftReason.NoAccount => "no_account",
            LeftReason.BelowLeast => "below_least",
            LeftReason.Debt => "debt",
            LeftReason.NotReceived => "not_received",
            _ => "unentitled",
        };
    }

    /// <summary>A payment that could be made; debts are taken off already.</summary>
    internal sealed record Planned(
        int MemberId, string? Name, BankView Bank, decimal Eur, decimal RetainedEur, decimal DebtsEur, string[] Months);

    /// <summary>What is left open.</summary>
    internal sealed record Left(int MemberId, string? Name, string Reason, string? Month, decimal Eur);

    /// <summary>Whether enterprises get no surplus of a month; null where it is not known.</summary>
    internal sealed record Check(string Month, PayableView.CheckView? Surplus);

    /// <summary>A movement of no payment.</summary>
    internal sealed record Movement(
        int Id, string File, string Day, decimal Eur, string? Reference, string? Words, bool Differs, BookingPart[] Likely)
    {
        public static Movement Of(KeptMovement movement, IReadOnlyList<GsePart> likely) => new(
            movement.Id,
            movement.File,
            LocalDatePattern.Iso.Format(movement.Day),
            movement.Amount.Eur,
            movement.Reference,
            movement.Words,
            movement.Differs,
            [.. likely.Select(BookingPart.Of)]);
    }

    /// <summary>What a file of the bank changed.</summary>
    internal sealed record Imported(int Import, bool Again, int Booked, int Rejected, int Returned, int Unmatched, int Known);
}
