using Cer.Host.Board;
using Cer.Host.Closing;
using Cer.Host.Curves;
using Cer.Host.Viewing.Hall;
using Cer.Operations.Checking;
using Cer.Operations.Explaining;
using Cer.Operations.Viewing;
using Cer.Storage.Viewing;

namespace Cer.Host.Viewing;

/// <summary>What the pages need beside the stores and the clock.</summary>
internal static class ViewingServices
{
    public static IServiceCollection AddViewing(this IServiceCollection services) => services
        .AddSingleton<IRunHistory, RunHistory>()
        .AddSingleton<IRunView, RunView>()
        .AddSingleton<IUnitHourView, UnitHourView>()
        .AddSingleton<IDataView, DataView>()
        .AddSingleton<CountOpenMatters>()
        .AddSingleton<ViewDay>()
        .AddSingleton<ViewMonth>()
        .AddSingleton<ViewPlants>()
        .AddSingleton<ViewMembers>()
        .AddSingleton<ViewData>()
        .AddSingleton<CurveCalls>()
        .AddSingleton<ExplainMonth>()
        .AddSingleton<ExplainHour>()
        .AddSingleton<ViewLegalMonth>()
        .AddBoard()
        .AddHall()
        .AddClosing();
}
