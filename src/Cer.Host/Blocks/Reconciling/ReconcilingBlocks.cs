using Cer.Workflows.Activities;

namespace Cer.Host.Blocks.Reconciling;

/// <summary>The blocks of what GSE says and the bank has paid.</summary>
internal sealed class ReconcilingBlocks(IServiceProvider services) : IBlocks
{
    public IEnumerable<Activity> All => [new ReconcileStatementsBlock(services)];
}
