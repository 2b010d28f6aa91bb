using Cer.Host.Data;
using Cer.Operations.Demo;

namespace Cer.Host.Demo;

/// <summary>What the server needs to go on with the invented story.</summary>
internal static class DemoServices
{
    /// <summary>Adds it unless the settings say no (demo_live); it rests where the community is not the invented one.</summary>
    public static IServiceCollection AddDemoLive(this IServiceCollection services, Settings settings)
    {
        if (settings.DemoLive == false) return services;
        return services
            .AddSingleton<DemoDeclaration>()
            .AddSingleton<ContinueDemo>()
            .AddHostedService<DemoLiveService>();
    }
}
