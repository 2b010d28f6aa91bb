using Cer.Operations.Dashboards;
using Cer.Storage.Dashboards;
using Npgsql;

namespace Cer.Host.Dashboards;

/// <summary>What keeps the sums that dashboards read.</summary>
internal static class SumServices
{
    public static IServiceCollection AddSums(this IServiceCollection services) => services
        .AddSingleton<ISumStore>(provider => new SumStore(provider.GetRequiredService<NpgsqlDataSource>()))
        .AddSingleton<IPlaceStore, PlaceStore>()
        .AddSingleton<ITotalConsents, TotalConsentStore>()
        .AddSingleton<KeepTotalConsent>()
        .AddSingleton<IDifferences, DifferenceStore>()
        .AddSingleton<SumWaiting>();
}
