using Cer.Operations.Dashboards;
using Cer.Storage.Dashboards;

namespace Cer.Host.Dashboards;

/// <summary>What keeps the sums that dashboards read.</summary>
internal static class SumServices
{
    public static IServiceCollection AddSums(this IServiceCollection services) => services
        .AddSingleton<ISumStore, SumStore>()
        .AddSingleton<IPlaceStore, PlaceStore>()
        .AddSingleton<IDifferences, DifferenceStore>()
        .AddSingleton<SumWaiting>();
}
