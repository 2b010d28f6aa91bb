using Cer.Operations.Intake;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Cer.Host.Gateway;

/// <summary>What the doors for readings need beside the stores and the clock.</summary>
internal static class IntakeServices
{
    private const int MostConnections = 2000;

    /// <summary>Adds the use cases and the gate; the ports and the TimeProvider come from elsewhere.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<TakeReadings>()
        .AddSingleton<TakeRows>()
        .AddSingleton<SentMessages>()
        .AddSingleton<SessionTokens>()
        .AddSingleton<LoginGuard>()
        .AddSingleton<Gatekeeper>()
        .AddSingleton<BodyBudget>(_ => new())
        .AddSingleton<IntakeBodies>()
        .AddSingleton<SenderLimits>()
        .AddHostedService<SenderTally>()
        .Configure<KestrelServerOptions>(Bound);

    /// <summary>Who is slow or endless is let go; a call that takes a larger body says so itself.</summary>
    private static void Bound(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 4 * 1024 * 1024;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        var door = new ConnectionDoor(MostConnections / 2, TimeSpan.FromSeconds(15));
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(door.Before));
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(65);
        kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
    }
}
