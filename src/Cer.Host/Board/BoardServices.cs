using Cer.Operations.Board;
using Cer.Storage.Board;

namespace Cer.Host.Board;

/// <summary>What the quality board needs.</summary>
internal static class BoardServices
{
    public static IServiceCollection AddBoard(this IServiceCollection services) => services
        .AddSingleton<IBoardStore, BoardStore>()
        .AddSingleton<IMendStore, MendStore>()
        .AddSingleton<IBackfillStore, BackfillStore>()
        .AddSingleton<ReadSeries>()
        .AddSingleton<ProposeEstimate>()
        .AddSingleton<MendReadings>()
        .AddSingleton<LookOver>()
        .AddSingleton<BoardMemory>();
}
