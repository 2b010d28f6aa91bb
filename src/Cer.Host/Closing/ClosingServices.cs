using Cer.Operations.Closing;
using Cer.Operations.Ports;
using Cer.Storage.Closing;

namespace Cer.Host.Closing;

/// <summary>What the closing of months needs.</summary>
internal static class ClosingServices
{
    public static IServiceCollection AddClosing(this IServiceCollection services) => services
        .AddSingleton<IClosingStore, ClosingStore>()
        .AddSingleton<ViewClosing>()
        .AddSingleton<PassMonth>()
        .AddSingleton<FillHours>()
        .AddSingleton<AcceptHours>();
}
