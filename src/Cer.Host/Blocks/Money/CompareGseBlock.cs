using System.Globalization;
using Cer.Domain;
using Cer.Exchange.Gse;
using Cer.Operations.Paying;
using Cer.Workflows.Activities;
using Cer.Workflows.Values;

namespace Cer.Host.Blocks.Money;

/// <summary><c>Cer.CompareWithGse</c>: holds a statement of GSE against what was settled here.</summary>
internal sealed class CompareGseBlock(IServiceProvider services) : MoneyBlock(services)
{
    private const string Statement = "statement";

    private static readonly DataType Number = DataType.Parse("Decimal");

    public override ActivityDescriptor Descriptor { get; } = new("Cer.CompareWithGse", BlockWords.Category)
    {
        Inputs =
        [
            new(Statement, DataType.Text, Required: true),
            new(BlockWords.Month, DataType.Text),
            new("toleranceKwh", Number, 0.5m),
            new("toleranceEuro", Number, 0.05m),
        ],
        Outputs = ["table", "refused", "months", "differing", "largestKwh", "largestEuro", BlockWords.Sentence],
        Outcomes = [BlockWords.Done, BlockWords.Differs, BlockWords.Incomplete, BlockWords.NothingToDo, BlockWords.Refused],
    };

    protected override async Task<string?> RunAsync(BlockRun run, CancellationToken cancellation)
    {
        var only = string.IsNullOrWhiteSpace(run.Context.TextInput(BlockWords.Month)) ? (MarketMonth?)null : run.Month();
        var statement = GseStatement.Read(run.Context.TextInput(Statement) ?? "");
        run.Output("refused", statement.Refused.ToList<object?>());
        var settled = (await run.Desk.Runs.MonthsAsync(run.Community, cancellation))
            .ToDictionary(row => new MarketMonth(row.Settled.Month.Year, row.Settled.Month.Month), row => row.Settled);
        var table = statement.Lines.Where(line => only is null || line.Month == only)
            .Select(line => GseComparison.Of(
                line, settled.GetValueOrDefault(line.Month), run.Tolerance("toleranceKwh"), run.Tolerance("toleranceEuro")))
            .ToArray();
        run.Output("table", table.Select(Row).ToList());
        run.Output("months", table.Length);
        run.Output("differing", table.Count(row => row.Differs));
        run.Output("largestKwh", table.Select(row => Math.Abs(row.KwhDifference ?? 0m)).DefaultIfEmpty().Max());
        run.Output("largestEuro", table.Select(row => row.LargestEuro).DefaultIfEmpty().Max());
        return Outcome(run, statement, table);
    }

    private static string Outcome(BlockRun run, GseStatement statement, GseComparison[] table)
    {
        if (statement.Refused.Count > 0)
        {
            run.Output(BlockWords.Sentence, string.Create(
                CultureInfo.InvariantCulture,
                    $"Found {statement.Refused.Count} lines that cannot be read; the first: {statement.Refused[0]}"));
            return BlockWords.Refused;
        }

        if (table.Length == 0) return BlockWords.NothingToDo;
        if (table.Any(row => row.Differs)) return BlockWords.Differs;
        return table.All(row => row.IsKnown) ? BlockWords.Done : BlockWords.Incomplete;
    }

    private static object Row(GseComparison row) => new OrderedDictionary<string, object?>
    {
        ["month"] = row.Line.Month.ToString(),
        ["gseKwh"] = row.Line.Kwh,
        ["ownKwh"] = row.OwnKwh,
        ["differenceKwh"] = row.KwhDifference,
        ["gseTipEuro"] = row.Line.Tip,
        ["ownTipEuro"] = row.OwnTip,
        ["differenceTipEuro"] = row.TipDifference,
        ["gseCacEuro"] = row.Line.Cac,
        ["ownCacEuro"] = row.OwnCac,
        ["differenceCacEuro"] = row.CacDifference,
        ["differs"] = row.Differs,
    };
}
