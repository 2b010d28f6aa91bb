using System.Globalization;
using Cer.Domain;
using Cer.Operations.Paying;
using Cer.Workflows.Activities;
using Cer.Workflows.Running;
using Cer.Workflows.Values;
using NodaTime;

namespace Cer.Host.Blocks.Money;

/// <summary>
/// <c>Cer.DistributeIncentives</c>: takes the amounts of a month from draft to payable; it waits as a task until enough
/// different people have approved exactly these amounts.
/// </summary>
/// <remarks>
/// Whoever ends the task approves nothing by that; who says no gives the distribution up. Amounts that change are another draft.
/// </remarks>
internal sealed class DistributeIncentivesBlock(IServiceProvider services) : MoneyBlock(services)
{
    public override ActivityDescriptor Descriptor { get; } = new("Cer.DistributeIncentives", BlockWords.Category)
    {
        Inputs = [new(BlockWords.Month, DataType.Text), new("taskName", DataType.Text, "Approvare i pagamenti")],
        Outputs =
        [
            BlockWords.Month, "grossEuro", "withheldEuro", "netEuro", "lines", "approvals", "approvers", BlockWords.Sentence,
        ],
        Outcomes = [BlockWords.Done, BlockWords.Incomplete, BlockWords.NothingToDo, BlockWords.Refused],
    };

    public override ValueTask ResumeAsync(
        ActivityContext context, Bookmark bookmark, object? payload, CancellationToken cancellation) =>
        InStepAsync(context, run => ResumeAsync(run, bookmark, payload, cancellation), cancellation);

    protected override Task<string?> RunAsync(BlockRun run, CancellationToken cancellation) =>
        LookAsync(run, run.Month(), cancellation);

    private static Task<string?> ResumeAsync(BlockRun run, Bookmark bookmark, object? payload, CancellationToken cancellation)
    {
        if (ApprovalWait.End(run, bookmark, payload) is not { } no) return LookAsync(run, Kept(run), cancellation);
        return Task.FromResult<string?>(Because(run, BlockWords.Refused, no));
    }

    /// <summary>Done when these amounts are approved; else it waits, or says why there is nothing to approve.</summary>
    private static async Task<string?> LookAsync(BlockRun run, MarketMonth month, CancellationToken cancellation)
    {
        var key = new YearMonth(month.Year, month.Month);
        run.Context.Execution.Kept[BlockWords.Month] = month.ToString();
        run.Output(BlockWords.Month, month.ToString());
        if (await run.Desk.Payables.DraftsAsync(run.Community, key, key, cancellation) is not [var draft])
            return Because(run, BlockWords.Incomplete, $"Found no settlement of {month}, expected a month that was settled.");
        if (!draft.IsOver) return Because(run, BlockWords.Incomplete, $"Found {month} not over, expected a month that is.");
        if (draft.Lines.Count == 0) return Because(run, BlockWords.NothingToDo, $"Found nobody to pay for {month}.");
        if (!draft.IsKnown)
            return Because(run, BlockWords.Incomplete, $"Found amounts of {month} that are not known yet, expected all of them.");
        var kept = (await run.Desk.PayableStore.KeptAsync(run.Community, key, key, cancellation))
            .LastOrDefault(one => one.Mark == draft.Mark);
        Tell(run, draft, kept);
        if (kept is { IsApproved: true }) return BlockWords.Done;
        if (run.Context.Services.Rehearses)
        {
            run.Effect(string.Create(
                CultureInfo.InvariantCulture,
                $"It would wait here for {draft.Approvers - (kept?.Approvals.Count ?? 0)} approvals of {draft.Net} for {month}."));
            return BlockWords.Done;
        }

        ApprovalWait.Begin(run, PaymentEvents.Approved(month), new()
        {
            [BlockWords.Month] = month.ToString(),
            ["netEuro"] = draft.Net?.Eur,
            ["lines"] = draft.Lines.Count,
            ["approvals"] = kept?.Approvals.Count ?? 0,
            ["approvers"] = draft.Approvers,
        });
        return null;
    }

    private static void Tell(BlockRun run, PayableDraft draft, KeptPayable? kept)
    {
        run.Output("grossEuro", draft.Gross?.Eur);
        run.Output("withheldEuro", draft.Withheld?.Eur);
        run.Output("netEuro", draft.Net?.Eur);
        run.Output("lines", draft.Lines.Count);
        run.Output("approvals", kept?.Approvals.Count ?? 0);
        run.Output("approvers", draft.Approvers);
    }

    private static MarketMonth Kept(BlockRun run) =>
        MarketMonth.TryParse(ValueText.Of(run.Context.Execution.Kept.GetValueOrDefault(BlockWords.Month)), out var month)
            ? month
            : run.Month();

    private static string Because(BlockRun run, string outcome, string sentence)
    {
        run.Output(BlockWords.Sentence, sentence);
        return outcome;
    }
}
