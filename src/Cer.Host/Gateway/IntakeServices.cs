using Cer.Operations.Intake;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Cer.Host.Gateway;

/// <summary>What the doors for readings need beside the stores and the clock.</summary>
internal static class IntakeServices
{
    /// <summary>Adds the use cases and the gate; the ports and the TimeProvider come from elsewhere.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<TakeReadings>()
        .AddSingleton<TakeRows>()
        .AddSingleton<SessionTokens>()
        .AddSingleton<LoginGuard>()
        .AddSingleton<Gatekeeper>()
        .AddSingleton<BodyBudget>()
        .Configure<KestrelServerOptions>(Bound);

    /// <summary>Who is slow or endless is let go; each call bounds its own body further.</summary>
    private static void Bound(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 33 * 1024 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.MaxConcurrentConnections = 4096;
    }
}
