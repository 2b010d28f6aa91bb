using Cer.Workflows.Activities;

namespace Cer.Host.Blocks.Submitting;

/// <summary>The blocks of packages for GSE and ARERA.</summary>
internal sealed class SubmittingBlocks(IServiceProvider services) : IBlocks
{
    public IEnumerable<Activity> All => [new PreparePackageBlock(services), new SubmitToGseBlock(services)];
}
