using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Workflows.Activities;
using Cer.Workflows.Values;
using NodaTime;

namespace Cer.Host.Blocks.Money;

/// <summary><c>Cer.CloseMonth</c>: closes a month as a person does, when nothing keeps it open.</summary>
/// <remarks>
/// Provisional figures are never taken for good by a workflow: that is an approver's decision. Where it is allowed, such a
/// month becomes provisional, and a person closes it.
/// </remarks>
internal sealed class CloseMonthBlock(IServiceProvider services) : MoneyBlock(services)
{
    public override ActivityDescriptor Descriptor { get; } = new("Cer.CloseMonth", BlockWords.Category)
    {
        Inputs = [new(BlockWords.Month, DataType.Text), new("mayBeProvisional", DataType.Flag, true)],
        Outputs = [BlockWords.Month, "state", BlockWords.Sentence],
        Outcomes =
        [
            BlockWords.Done, BlockWords.Provisional, BlockWords.Incomplete, BlockWords.NothingToDo, BlockWords.Refused,
        ],
    };

    protected override async Task<string?> RunAsync(BlockRun run, CancellationToken cancellation)
    {
        var month = run.Month();
        run.Output(BlockWords.Month, month.ToString());
        if (await run.Desk.Closing.StandingAsync(run.Community, new YearMonth(month.Year, month.Month), cancellation) is not { } standing)
            return Because(run, BlockWords.Incomplete, $"Found no settlement of {month}, expected a month that was settled.");
        if (standing.IsClosed) return State(run, standing.State, BlockWords.NothingToDo);
        if (standing.CacKnown) return await PassAsync(run, month, standing, MonthState.Closed, cancellation);
        if (standing.State == MonthState.Provisional) return State(run, standing.State, BlockWords.NothingToDo);
        return run.Context.FlagInput("mayBeProvisional")
            ? await PassAsync(run, month, standing, MonthState.Provisional, cancellation)
            : Because(run, BlockWords.Incomplete, "Found figures that are provisional, expected final ones.");
    }

    private static async Task<string?> PassAsync(
        BlockRun run, MarketMonth month, MonthStanding standing, MonthState to, CancellationToken cancellation)
    {
        var outcome = await run.Desk.Pass.RunAsync(
            run.Community, month, to, standing.Revision, BlockRun.Signature, mayApprove: false, null, cancellation);
        switch (outcome)
        {
            case PassOutcome.Passed:
                run.Effect($"Month {month}: {Word(to)}.");
                return State(run, to, to == MonthState.Closed ? BlockWords.Done : BlockWords.Provisional);
            case PassOutcome.Conflict conflict:
                return Because(run, BlockWords.Incomplete, conflict.Sentence);
            default:
                run.Output("state", Word(standing.State));
                return Because(run, BlockWords.Incomplete, ((PassOutcome.Refused)outcome).Sentence);
        }
    }

    private static string State(BlockRun run, MonthState state, string outcome)
    {
        run.Output("state", Word(state));
        return outcome;
    }

    private static string Because(BlockRun run, string outcome, string sentence)
    {
        run.Output(BlockWords.Sentence, sentence);
        return outcome;
    }

    private static string Word(MonthState state) => state.ToString().ToLowerInvariant();
}
