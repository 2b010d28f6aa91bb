using Cer.Host.Data;
using Cer.Operations.Demo;
using Cer.Operations.Demo.Gse;

namespace Cer.Host.Demo;

/// <summary>Tells the money of the invented months, with what the server has for that.</summary>
internal static class DemoMoney
{
    /// <summary>For a verb, which has no server.</summary>
    /// <returns>Whether it was told now.</returns>
    public static async Task<bool> TellAsync(
        Settings settings, TimeProvider time, IProgress<DemoProgress>? progress, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection().AddLogging().AddServer(settings, time).BuildServiceProvider();
        return await TellAsync(services, progress, cancellation);
    }

    /// <returns>Whether it was told now.</returns>
    public static Task<bool> TellAsync(
        IServiceProvider services, IProgress<DemoProgress>? progress, CancellationToken cancellation) =>
        ActivatorUtilities.CreateInstance<InventMoney>(services).RunAsync(progress, cancellation);
}
