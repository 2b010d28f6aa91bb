using Cer.Operations.Hall;
using Cer.Operations.Homes;
using Cer.Storage.Hall;

namespace Cer.Host.Viewing.Hall;

/// <summary>What the home of the staff needs.</summary>
internal static class HallServices
{
    public static IServiceCollection AddHall(this IServiceCollection services) => services
        .AddSingleton<ITaskList, FlowTasks>()
        .AddSingleton<IGlanceStore, GlanceStore>()
        .AddSingleton<IBuildingStore, BuildingStore>()
        .AddSingleton<MonthMatters>()
        .AddSingleton<ListWork>()
        .AddSingleton<EstimateMonth>()
        .AddSingleton(all => new ViewGlance(
            all.GetRequiredService<IGlanceStore>(),
            all.GetRequiredService<EstimateMonth>().RunAsync,
            all.GetRequiredService<TimeProvider>()))
        .AddSingleton<ViewBuildings>();
}
