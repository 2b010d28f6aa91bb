using Cer.Host.Blocks.Money;
using Cer.Host.Blocks.Reconciling;
using Cer.Host.Blocks.Submitting;
using Cer.Host.Blocks.Watch;
using Cer.Host.Data;

namespace Cer.Host.Blocks;

/// <summary>The families of blocks; one line each.</summary>
internal static class BlockServices
{
    public static IServiceCollection AddBlocks(this IServiceCollection services, Settings settings) => services
        .AddSingleton<IBlocks, MoneyBlocks>()
        .AddSingleton<IBlocks, SubmittingBlocks>()
        .AddSingleton<IBlocks, ReconcilingBlocks>()
        .AddWatch(settings);
}
