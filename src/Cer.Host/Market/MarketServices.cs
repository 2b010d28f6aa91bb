using Cer.Domain.Codes;
using Cer.Host.Data;
using Cer.Messaging.Gme;
using Cer.Operations.Market;
using Cer.Operations.Ports;
using Cer.Storage.Market;

namespace Cer.Host.Market;

/// <summary>What fetching prices needs beside the stores and the clock.</summary>
internal static class MarketServices
{
    /// <summary>Adds the use cases; a fault in the section gme closes this way alone and is told by whoever uses it.</summary>
    public static IServiceCollection AddMarket(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<IPriceGapStore, PriceGapStore>();
        services.AddSingleton<IMarketQuota, MarketQuota>();
        services.AddSingleton<FindPriceGaps>();
        services.AddSingleton<FetchPrices>();
        services.AddSingleton(new MarketPatience());
        var (way, problem) = Way(settings);
        services.AddSingleton(new MarketState(way is not null, settings.Gme is null ? null : problem));
        IReadOnlyCollection<MarketZone> zones = way?.Zones ?? [];
        services.AddSingleton<IPriceMarket>(provider => way is null
            ? new NoMarket(problem!)
            : new GmeMarket(way.Options, Http(), provider.GetRequiredService<IMarketQuota>()));
        return services.AddSingleton(provider => new FillPriceGaps(
            provider.GetRequiredService<ICommunityStore>(),
            provider.GetRequiredService<IWorkStore>(),
            provider.GetRequiredService<FindPriceGaps>(),
            provider.GetRequiredService<FetchPrices>(),
            zones,
            provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>The section gme; or why it cannot be used.</summary>
    public static (GmeWay? Way, string? Problem) Way(Settings settings)
    {
        try
        {
            return settings.Gme is { } gme ? (GmeWay.Of(gme, settings.Folder ?? "."), null) : (null, NoMarket.NoSection);
        }
        catch (UserFault fault)
        {
            return (null, fault.Message);
        }
    }

    /// <summary>A client that follows nothing and keeps nothing; who uses it measures its own patience.</summary>
    internal static HttpClient Http() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
