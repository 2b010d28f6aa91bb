using Cer.Operations.Intake;

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
        .AddSingleton<BodyBudget>();
}
