using Cer.Operations.Intake.Chain2;

namespace Cer.Host.Chain2;

/// <summary>What the local door of Chain 2 devices needs beside the stores, the clock and the other doors.</summary>
internal static class Chain2Services
{
    public static IServiceCollection AddChain2(this IServiceCollection services, IReadOnlyList<Chain2GateSettings>? gates)
    {
        services.AddSingleton<TakeChain2>();
        if (gates is not { Count: > 0 }) return services;
        return services.AddHostedService(all => ActivatorUtilities.CreateInstance<Chain2Collector>(all, gates));
    }
}
