using System.Globalization;
using Cer.Operations.Paying;
using Cer.Operations.Paying.Payouts;
using Cer.Workflows.Activities;
using Cer.Workflows.Running;
using Cer.Workflows.Values;
using NodaTime.Text;

namespace Cer.Host.Blocks.Money;

/// <summary>
/// <c>Cer.AwaitPayout</c>: waits as a task until a batch is approved by as many different people as its rule asks for, or given up.
/// </summary>
/// <remarks>Who says no by the task leaves the batch a draft: giving it up is for those who keep the payments.</remarks>
internal sealed class AwaitPayoutBlock(IServiceProvider services) : MoneyBlock(services)
{
    public override ActivityDescriptor Descriptor { get; } = new("Cer.AwaitPayout", BlockWords.Category)
    {
        Inputs = [new("payout", DataType.Int32, Required: true), new("taskName", DataType.Text, "Approvare la distinta di pagamento")],
        Outputs = ["approvals", "approvers", "totalEuro", BlockWords.Sentence],
        Outcomes = ["Approved", "Rejected", BlockWords.Incomplete, BlockWords.Refused],
    };

    public override ValueTask ResumeAsync(
        ActivityContext context, Bookmark bookmark, object? payload, CancellationToken cancellation) => InStepAsync(
            context,
            run => ApprovalWait.End(run, bookmark, payload) is { } no
                ? Task.FromResult<string?>(Because(run, "Rejected", no))
                : RunAsync(run, cancellation),
            cancellation);

    protected override async Task<string?> RunAsync(BlockRun run, CancellationToken cancellation)
    {
        if (run.Context.Input("payout") is not int payout
            || (await run.Desk.PayoutStore.ListAsync(run.Community, cancellation)).FirstOrDefault(one => one.Id == payout) is not { } kept)
            throw new RefusedInput("payout: Found no such batch, expected the output payout of Cer.DraftPayout.");
        run.Output("approvals", kept.Approvals.Count);
        run.Output("approvers", kept.Approvers);
        run.Output("totalEuro", kept.Total.Eur);
        if (kept.EndedFor is { } why) return Because(run, "Rejected", $"Given up: {BlockRun.Short(why)}");
        if (kept.SentAt is not null) return "Approved";
        if (kept.IsStale)
        {
            return Because(
                run,
                BlockWords.Incomplete,
                "Found other amounts, accounts or approvers than when it was drafted, expected the same: give it up and draft it anew.");
        }

        if (kept.Day < run.Today)
        {
            return Because(
                run, BlockWords.Incomplete, "Found a batch whose day has passed, expected one to come: give it up and draft it anew.");
        }

        if (kept.IsApproved) return "Approved";
        if (run.Context.Services.Rehearses)
        {
            run.Effect(string.Create(
                CultureInfo.InvariantCulture,
                $"It would wait here for {kept.Approvers - kept.Approvals.Count} approvals of batch {kept.Id}, {kept.Total}."));
            return "Approved";
        }

        ApprovalWait.Begin(run, PaymentEvents.Payout(payout), Asked(kept));
        return null;
    }

    private static OrderedDictionary<string, object?> Asked(KeptPayout kept) => new()
    {
        ["text"] = "Controllare e approvare la distinta nella pagina dei pagamenti, ciascuno con il proprio accesso."
            + " Qui si può dire di no.",
        ["distinta"] = kept.Id,
        ["pagamenti"] = kept.Payments.Count,
        ["totalEuro"] = kept.Total.Eur,
        ["giorno"] = LocalDatePattern.Iso.Format(kept.Day),
        ["approvals"] = kept.Approvals.Count,
        ["approvers"] = kept.Approvers,
    };

    private static string Because(BlockRun run, string outcome, string sentence)
    {
        run.Output(BlockWords.Sentence, sentence);
        return outcome;
    }
}
