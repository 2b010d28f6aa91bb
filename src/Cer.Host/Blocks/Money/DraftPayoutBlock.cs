using System.Globalization;
using Cer.Operations.Paying.Payouts;
using Cer.Settlement.Dates;
using Cer.Settlement.Payouts;
using Cer.Workflows.Activities;
using Cer.Workflows.Values;
using NodaTime.Text;

namespace Cer.Host.Blocks.Money;

/// <summary><c>Cer.DraftPayout</c>: keeps what can be paid to members as a batch to be approved; approves and sends nothing.</summary>
/// <remarks>
/// The batch commits with the step. What is in a batch is open no more, so that a second run finds nothing to draft: then it is
/// the batch that still waits for approval that is told, and none is made.
/// </remarks>
internal sealed class DraftPayoutBlock(IServiceProvider services) : MoneyBlock(services)
{
    private const string DaysAhead = "daysAhead";

    public override ActivityDescriptor Descriptor { get; } = new("Cer.DraftPayout", BlockWords.Category)
    {
        Inputs = [new(DaysAhead, DataType.Int32, 10)],
        Outputs = ["payout", "day", "payments", "totalEuro", "leftEuro", "isNew", BlockWords.Sentence],
        Outcomes = [BlockWords.Done, BlockWords.Incomplete, BlockWords.NothingToDo, BlockWords.Refused],
    };

    protected override async Task<string?> RunAsync(BlockRun run, CancellationToken cancellation)
    {
        if (run.Context.Input(DaysAhead) is not (int and >= 1 and <= 50 and var ahead))
            throw new RefusedInput($"{DaysAhead}: Found {run.Context.TextInput(DaysAhead)}, expected 1 to 50.");
        // Days of approvals lie between the draft and the day of the bank.
        var day = TargetDays.After(run.Today.PlusDays(ahead - 1));
        var (draft, _) = await run.Desk.Payouts.DraftAsync(run.Community, day, cancellation);
        run.Output("leftEuro", draft.Plan.Left.Sum(left => left.Amount.Eur));
        if (draft.Plan.Payments.Count == 0) return await StandingAsync(run, draft, cancellation);
        if (draft.Basis.From is null)
            return Because(run, BlockWords.Incomplete, "Found no account of the community, expected one to pay from.");
        var made = await run.Desk.Payouts.CreateAsync(run.Community, day, draft.Mark, BlockRun.Signature, cancellation);
        if (made is not PayoutOutcome.Done { Payout: var payout })
            return Because(run, BlockWords.Incomplete, (made as PayoutOutcome.Refused)?.Sentence ?? "Found no batch, expected one.");
        Tell(run, payout, draft.Plan.Payments.Count, draft.Total, day, isNew: true);
        run.Effect(string.Create(
            CultureInfo.InvariantCulture, $"Batch {payout} with {draft.Plan.Payments.Count} payments of {draft.Total} kept as a draft."));
        return BlockWords.Done;
    }

    /// <summary>Nothing is open that can be paid: the batch that waits for approval, or why there is none.</summary>
    private static async Task<string?> StandingAsync(BlockRun run, PayoutDraft draft, CancellationToken cancellation)
    {
        var waiting = (await run.Desk.PayoutStore.ListAsync(run.Community, cancellation))
            .FirstOrDefault(kept => kept is { EndedFor: null, SentAt: null, IsApproved: false });
        if (waiting is null) return Because(run, BlockWords.NothingToDo, Why(draft));
        Tell(run, waiting.Id, waiting.Payments.Count, waiting.Total, waiting.Day, isNew: false);
        return BlockWords.Done;
    }

    private static string Why(PayoutDraft draft)
    {
        if (draft.Plan.Left.Count == 0) return "Found nothing to pay: no approved amount is open.";
        var left = draft.Plan.Left.GroupBy(one => one.Reason).OrderBy(group => group.Key).Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"{group.Aggregate(Cer.Domain.Money.Zero, (sum, one) => sum + one.Amount)} {Words(group.Key)}"));
        return $"Found nothing to pay; left open: {string.Join(", ", left)}.";
    }

    private static string Words(LeftReason reason) => reason switch
    {
        LeftReason.NoAccount => "of members without bank details",
        LeftReason.BelowLeast => "below the least that is paid",
        LeftReason.Debt => "taken up by debts",
        LeftReason.NotReceived => "not received yet",
        _ => "held by the check of the surplus",
    };

    private static void Tell(BlockRun run, int payout, int payments, Cer.Domain.Money total, NodaTime.LocalDate day, bool isNew)
    {
        run.Output("payout", payout);
        run.Output("day", LocalDatePattern.Iso.Format(day));
        run.Output("payments", payments);
        run.Output("totalEuro", total.Eur);
        run.Output("isNew", isNew);
    }

    private static string Because(BlockRun run, string outcome, string sentence)
    {
        run.Output(BlockWords.Sentence, sentence);
        return outcome;
    }
}
