using Cer.Host.Data;
using Cer.Host.Homes.Mapping;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Homes;
using Cer.Operations.Homes.Mapping;
using Cer.Storage.Homes;

namespace Cer.Host.Homes;

/// <summary>What the server needs to speak to Home Assistant; nothing without one.</summary>
internal static class HomeServices
{
    public static IServiceCollection AddHomes(this IServiceCollection services, Settings settings)
    {
        var way = new HomeReach(settings, HomeReach.Environment);
        services.AddSingleton(way).AddSingleton<HomeStanding>().AddSingleton<IHomeOutbox, HomeOutbox>()
            .AddSingleton<IMappingLog, MappingLog>().AddSingleton<MappingPage>().AddSingleton<AppsPlace>()
            .AddSingleton(all => ActivatorUtilities.CreateInstance<MappingDesk>(all, settings));
        if (way.Client is { } client)
        {
            services
                .AddSingleton(provider => new HomeClient(client, provider.GetRequiredService<TimeProvider>()))
                .AddSingleton<IHomeStatistics, HomeStatisticsDoor>()
                .AddSingleton<ReadHomeMonth>()
                .AddSingleton<FeedStatistics>()
                .AddSingleton<HomeFeed>()
                .AddSingleton<EnergyDesk>()
                .AddSingleton<HomeBell>()
                .AddSingleton<HomeWatch>();
        }
        else
        {
            services.AddHostedService<HomeOff>();
        }

        if (!way.IsOn) return services;
        return services
            .AddSingleton<IHomeTurn, HomeTurn>()
            .AddSingleton<IHomeNotices, HomeNotices>()
            .AddSingleton<IHomeSwaps, HomeSwaps>()
            .AddSingleton<FollowRegisters>()
            .AddSingleton<ReadHomePicture>()
            .AddSingleton<HomeScene>()
            .AddSingleton<ProposeClosing>()
            .AddHostedService<HomeService>();
    }
}
