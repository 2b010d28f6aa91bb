using Cer.Host.Blocks.Money;
using Cer.Operations.Submitting;
using Cer.Workflows.Activities;
using Cer.Workflows.Values;
using NodaTime;

namespace Cer.Host.Blocks.Submitting;

/// <summary><c>Cer.PreparePackage</c>: makes and keeps the package of a month; what was made before is found again.</summary>
internal sealed class PreparePackageBlock(IServiceProvider services) : MoneyBlock(services)
{
    public override ActivityDescriptor Descriptor { get; } = new("Cer.PreparePackage", BlockWords.Category)
    {
        Inputs = [new(BlockWords.Month, DataType.Text), new("kind", DataType.Text, SubmissionKind.GseMonth.Word())],
        Outputs = ["submission", "key", BlockWords.Month, "revision", "files", BlockWords.Sentence],
        Outcomes = [BlockWords.Done, BlockWords.Incomplete, BlockWords.NothingToDo, BlockWords.Refused],
    };

    protected override async Task<string?> RunAsync(BlockRun run, CancellationToken cancellation)
    {
        var month = run.Month();
        run.Output(BlockWords.Month, month.ToString());
        if (SubmissionWords.Kind(run.Context.TextInput("kind")?.Trim()) is not { } kind)
            throw new RefusedInput($"kind: Found another, expected one of {string.Join(", ", SubmissionWords.Kinds)}.");
        var outcome = await run.Desk.Prepare.RunAsync(
            run.Community, new YearMonth(month.Year, month.Month), kind, BlockRun.Signature, cancellation);
        switch (outcome)
        {
            case PrepareOutcome.Ready ready:
                run.Output("submission", ready.Submission.Id);
                run.Output("key", ready.Submission.Key);
                run.Output("revision", ready.Submission.Revision);
                run.Output("files", ready.Submission.Files.Select(file => (object?)file.Name).ToList());
                if (ready.IsNew) run.Effect($"Package {ready.Submission.Key} with {ready.Submission.Files.Count} files kept.");
                return ready.Submission.State == SubmissionState.Accepted ? BlockWords.NothingToDo : BlockWords.Done;
            case PrepareOutcome.Lacking lacking:
                run.Output(BlockWords.Sentence, string.Join(' ', lacking.Problems));
                return BlockWords.Incomplete;
            default:
                run.Output(BlockWords.Sentence, (outcome as PrepareOutcome.Refused)?.Sentence);
                return BlockWords.Refused;
        }
    }
}
