using System.Globalization;
using Cer.Operations.Documents;
using Cer.Workflows.Activities;
using Cer.Workflows.Values;
using NodaTime;

namespace Cer.Host.Blocks.Money;

/// <summary><c>Cer.SendReport</c>: puts the documents of a month into the outbox, each for each address once.</summary>
internal sealed class SendReportBlock(IServiceProvider services) : MoneyBlock(services)
{
    public override ActivityDescriptor Descriptor { get; } = new("Cer.SendReport", BlockWords.Category)
    {
        Inputs =
        [
            new(BlockWords.Month, DataType.Text),
            new("kinds", DataType.Texts, new List<object?> { "month_report", "statement" }),
            new("spreadsheet", DataType.Flag, true),
        ],
        Outputs =
        [
            BlockWords.Month, "queued", "alreadySent", "withoutAddress", "unsubscribed", "undeliverable", "spreadsheets",
            BlockWords.Sentence,
        ],
        Outcomes = [BlockWords.Done, BlockWords.NothingToDo, BlockWords.Refused],
    };

    protected override async Task<string?> RunAsync(BlockRun run, CancellationToken cancellation)
    {
        var month = run.Month();
        var key = new YearMonth(month.Year, month.Month);
        run.Output(BlockWords.Month, month.ToString());
        var outcome = await run.Desk.Send.RunAsync(run.Community, key, MonthlyReportBlock.Kinds(run), cancellation);
        if (outcome is not SendingOutcome.Put { Report: var report })
        {
            run.Output(BlockWords.Sentence, (outcome as SendingOutcome.Refused)?.Sentence);
            return BlockWords.Refused;
        }

        var sheets = run.Context.FlagInput("spreadsheet") ? await run.Desk.SendSheet.RunAsync(run.Community, key, cancellation) : 0;
        run.Output("queued", report.Queued);
        run.Output("alreadySent", report.AlreadySent);
        run.Output("withoutAddress", report.WithoutAddress);
        run.Output("unsubscribed", report.Unsubscribed);
        run.Output("undeliverable", report.Undeliverable);
        run.Output("spreadsheets", sheets);
        if (report.Queued + sheets == 0) return BlockWords.NothingToDo;
        run.Effect(string.Create(CultureInfo.InvariantCulture, $"{report.Queued + sheets} mails about {month} put into the outbox."));
        return BlockWords.Done;
    }
}
