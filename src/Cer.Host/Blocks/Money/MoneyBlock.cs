using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Workflows.Activities;
using Cer.Workflows.Running;

namespace Cer.Host.Blocks.Money;

/// <summary>A block whose effects are written in the transaction of its step: they are there exactly when the step is.</summary>
/// <remarks>What can be expected in the business is an outcome with a sentence; only faults of the machine are exceptions.</remarks>
internal abstract class MoneyBlock(IServiceProvider services) : Activity
{
    public sealed override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation) =>
        InStepAsync(context, run => RunAsync(run, cancellation), cancellation);

    /// <summary>Does it; the outcome, or null when it waits.</summary>
    protected abstract Task<string?> RunAsync(BlockRun run, CancellationToken cancellation);

    /// <summary>Calls what works on stores inside the transaction of the step.</summary>
    protected async ValueTask InStepAsync(
        ActivityContext context, Func<BlockRun, Task<string?>> act, CancellationToken cancellation)
    {
        if (context.Services is not { UnitOfWork: { } step, Tenant: { } tenant })
            throw new InvalidOperationException(
                $"Found no community behind this run, expected one: {Descriptor.Type} works on its data. Rehearse the workflow"
                + " instead, or give the outputs of this activity.");
        var transaction = await step.JoinAsync(cancellation);
        using (OpenTransaction.Enter(transaction))
        {
            var run = new BlockRun(context, new CommunityId(tenant), new(services, context.Services.Time, context.Services.Rehearses));
            if (await TryAsync(run, act) is { } outcome) await context.CompleteAsync([outcome], cancellation);
        }
    }

    private static async Task<string?> TryAsync(BlockRun run, Func<BlockRun, Task<string?>> act)
    {
        try
        {
            return await act(run);
        }
        catch (RefusedInput refused)
        {
            run.Output(BlockWords.Sentence, refused.Message);
            return BlockWords.Refused;
        }
    }
}
