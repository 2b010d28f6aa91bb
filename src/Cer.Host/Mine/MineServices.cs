using Cer.Host.Data;
using Cer.Operations.Mine;
using Cer.Storage.Mine;
using Cer.Storage.People;

namespace Cer.Host.Mine;

/// <summary>What a member needs to see its own.</summary>
internal static class MineServices
{
    public static IServiceCollection AddMine(this IServiceCollection services, Settings settings)
    {
        if (settings.MemberConnection is { Length: > 0 } address)
            services.AddSingleton<IMineStore>(_ => new MineStore(address)).AddSingleton<ReadMine>()
                .AddSingleton<IMineCommunity>(_ => new MineCommunityStore(address))
                .AddSingleton<ReadWhole>().AddSingleton<ForetellSurplus>().AddSingleton<CompareMine>();
        return services;
    }
}
