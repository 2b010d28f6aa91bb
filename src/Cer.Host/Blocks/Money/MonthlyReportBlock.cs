using System.Globalization;
using Cer.Operations.Documents;
using Cer.Workflows.Activities;
using Cer.Workflows.Values;
using NodaTime;

namespace Cer.Host.Blocks.Money;

/// <summary><c>Cer.BuildMonthlyReport</c>: makes the statements of members and the report of a month, each once for its run.</summary>
/// <remarks>Numbers, PDFs and the order commit with the step. What is in the archive already is not made again.</remarks>
internal sealed class MonthlyReportBlock(IServiceProvider services) : MoneyBlock(services)
{
    public override ActivityDescriptor Descriptor { get; } = new("Cer.BuildMonthlyReport", BlockWords.Category)
    {
        Inputs =
        [
            new(BlockWords.Month, DataType.Text),
            new("kinds", DataType.Texts, new List<object?> { "month_report", "statement" }),
            new("language", DataType.Text, "it"),
        ],
        Outputs = [BlockWords.Month, "documents", "total", BlockWords.Sentence],
        Outcomes = [BlockWords.Done, BlockWords.Incomplete, BlockWords.Refused],
    };

    protected override async Task<string?> RunAsync(BlockRun run, CancellationToken cancellation)
    {
        var month = run.Month();
        var kinds = Kinds(run);
        if (!DocumentWords.TryParse(run.Context.TextInput("language"), out DocumentLanguage language))
            throw new RefusedInput($"language: Found '{BlockRun.Short(run.Context.TextInput("language") ?? "")}', expected it or en.");
        run.Output(BlockWords.Month, month.ToString());
        var job = await run.Desk.Jobs.AddAsync(
            run.Community,
            new(new YearMonth(month.Year, month.Month), kinds, language),
            BlockRun.Signature,
            run.Now,
            cancellation);
        job = await WorkOffAsync(run, job, cancellation);
        run.Output("documents", job.Done);
        run.Output("total", job.Total);
        run.Output(BlockWords.Sentence, job.Problem);
        run.Effect(string.Create(CultureInfo.InvariantCulture, $"{job.Done} documents of {month} in the archive."));
        return job.Problem is null ? BlockWords.Done : job.Done > 0 ? BlockWords.Incomplete : BlockWords.Refused;
    }

    private static async Task<DocumentJob> WorkOffAsync(BlockRun run, DocumentJob job, CancellationToken cancellation)
    {
        var make = run.Desk.MakeDocuments();
        while (!job.HasEnded)
        {
            job = await make.StepAsync((run.Community, job.Id), cancellation)
                ?? throw new InvalidOperationException("Found the order of this step held by another, expected it free.");
        }

        return job;
    }

    /// <summary>The kinds of documents of an input.</summary>
    /// <exception cref="RefusedInput">One is none.</exception>
    internal static DocumentKind[] Kinds(BlockRun run)
    {
        var words = run.Context.ListInput("kinds").Select(ValueText.Of).ToArray();
        return words.Length == 0
            ? throw new RefusedInput($"kinds: Found none, expected {DocumentWords.Kinds}.")
            : [.. words.Select(Kind).Distinct()];

        static DocumentKind Kind(string word) => DocumentWords.TryParse(word.Trim(), out DocumentKind kind)
            ? kind
            : throw new RefusedInput($"kinds: Found '{BlockRun.Short(word)}', expected {DocumentWords.Kinds}.");
    }
}
