namespace Cer.Host.Blocks;

/// <summary>The families of blocks; one line each.</summary>
internal static class BlockServices
{
    public static IServiceCollection AddBlocks(this IServiceCollection services) => services;
}
