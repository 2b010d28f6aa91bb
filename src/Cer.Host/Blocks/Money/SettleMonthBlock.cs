using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Settlement;
using Cer.Workflows.Activities;
using Cer.Workflows.Values;

namespace Cer.Host.Blocks.Money;

/// <summary><c>Cer.SettleMonth</c>: settles a month and keeps the run; equal inputs find the run that was kept before.</summary>
internal sealed class SettleMonthBlock(IServiceProvider services) : MoneyBlock(services)
{
    private const int MostMonths = 240;

    public override ActivityDescriptor Descriptor { get; } = new("Cer.SettleMonth", BlockWords.Category)
    {
        Inputs = [new(BlockWords.Month, DataType.Text), new("allDue", DataType.Flag, false)],
        Outputs =
        [
            BlockWords.Month, "months", "status", "reasons", "injectedKwh", "withdrawnKwh", "sharedKwh", "tipEuro", "cacEuro",
            "surplusEuro", BlockWords.Sentence,
        ],
        Outcomes = [BlockWords.Done, BlockWords.Incomplete, BlockWords.NothingToDo, BlockWords.Refused],
    };

    protected override Task<string?> RunAsync(BlockRun run, CancellationToken cancellation) =>
        run.Context.FlagInput("allDue") ? DueAsync(run, cancellation) : OneAsync(run, run.Month(), cancellation);

    private static async Task<string?> DueAsync(BlockRun run, CancellationToken cancellation)
    {
        List<object?> months = [];
        string? problem = null;
        while (months.Count < MostMonths
            && await run.Desk.DueWork.RunAsync(WorkKinds.Month, run.Community, cancellation) is { } report)
        {
            months.Add(report.Item.Period);
            problem = report.Problem ?? problem;
        }

        run.Output("months", months);
        if (months.Count == 0) return BlockWords.NothingToDo;
        run.Effect(string.Create(CultureInfo.InvariantCulture, $"{months.Count} months settled whose data had changed."));
        run.Output(BlockWords.Sentence, problem);
        return problem is null ? BlockWords.Done : BlockWords.Incomplete;
    }

    private static async Task<string?> OneAsync(BlockRun run, MarketMonth month, CancellationToken cancellation)
    {
        run.Output(BlockWords.Month, month.ToString());
        var outcome = await run.Desk.Settle.RunAsync(run.Community, month, month, null, BlockRun.Signature, null, cancellation);
        if (outcome is not SettleOutcome.Settled { Result: var result })
        {
            run.Output(BlockWords.Sentence, "Found faults in the community's definition or rules, or no readings: cer settle names them.");
            return BlockWords.Refused;
        }

        run.Output("months", new List<object?> { month.ToString() });
        run.Effect($"Month {month} settled.");
        return Tell(run, month, result);
    }

    private static string Tell(BlockRun run, MarketMonth month, SettlementResult result)
    {
        var settled = result.Months.First(one => one.Month == month);
        run.Output("status", CodeLists.Statuses.Word(settled.Status));
        run.Output("reasons", settled.Reasons.ToList<object?>());
        run.Output("injectedKwh", settled.Energies.Injected / (decimal)Energy.Micro);
        run.Output("withdrawnKwh", settled.Energies.Withdrawn / (decimal)Energy.Micro);
        run.Output("sharedKwh", settled.Energies.Shared / (decimal)Energy.Micro);
        run.Output("tipEuro", settled.Premium.Eur);
        run.Output("cacEuro", settled.Cac?.Eur);
        run.Output("surplusEuro", result.SurplusOf(month).Eur);
        if (settled.Status != MonthStatus.Partial) return BlockWords.Done;
        run.Output(BlockWords.Sentence, $"Found {string.Join("; ", settled.Reasons)}, expected all hours of all points.");
        return BlockWords.Incomplete;
    }
}
