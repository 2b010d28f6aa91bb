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
/// Approvals are given where approvers are known: on the page of payments, by each one's own session. Whoever ends the task
/// approves nothing by that; with <c>approve: false</c> the distribution is given up. Amounts that change are another draft.
/// </remarks>
internal sealed class DistributeIncentivesBlock(IServiceProvider services) : MoneyBlock(services)
{
    private const string Task = "RunTask";
    private const string Asked = "asked";

    private static readonly Duration Again = Duration.FromHours(6);

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
        var (context, kept) = (run.Context, run.Context.Execution.Kept);
        context.State.Bookmarks.RemoveAll(other => other.ExecutionId == context.Execution.Id);
        // What was said about an earlier task is not said about the next one.
        if (bookmark.Kind == Task) kept[Asked] = Times(kept) + 1;
        if (bookmark.Kind != Task || payload is not OrderedDictionary<string, object?> said
            || ValueConversion.IsTrue(said.GetValueOrDefault("approve", true))) return LookAsync(run, Kept(run), cancellation);
        var why = ValueText.Of(said.GetValueOrDefault("reason"));
        run.Output(BlockWords.Sentence, why.Length > 0 ? $"Given up: {BlockRun.Short(why)}" : "Given up by who ended the task.");
        return System.Threading.Tasks.Task.FromResult<string?>(BlockWords.Refused);
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

        Wait(run, month, draft, kept);
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

    /// <summary>Waits for whichever comes first: the end of the task, an approval on the page, or a while.</summary>
    private static void Wait(BlockRun run, MarketMonth month, PayableDraft draft, KeptPayable? kept)
    {
        var context = run.Context;
        context.Wait(Task, new()
        {
            ["taskId"] = string.Create(CultureInfo.InvariantCulture, $"{context.Key}.{Times(context.Execution.Kept)}"),
            ["taskName"] = context.TextInput("taskName"),
            ["payload"] = new OrderedDictionary<string, object?>
            {
                ["month"] = month.ToString(),
                ["netEuro"] = draft.Net?.Eur,
                ["lines"] = draft.Lines.Count,
                ["approvals"] = kept?.Approvals.Count ?? 0,
                ["approvers"] = draft.Approvers,
                ["role"] = "approver",
            },
        });
        context.Wait("Event", new()
        {
            ["eventName"] = PaymentEvents.Approved(month),
            ["correlationId"] = null,
        });
        // An approval in this very moment would be told to nobody.
        context.Wait("Delay", due: (run.Now + Again).ToDateTimeOffset());
    }

    // A kept number comes back as one of another type.
    private static int Times(OrderedDictionary<string, object?> kept) =>
        ValueConversion.To(DataType.Int32, kept.GetValueOrDefault(Asked)) as int? ?? 0;

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
