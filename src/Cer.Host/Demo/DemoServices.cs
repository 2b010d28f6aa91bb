using Cer.Host.Data;
using Cer.Operations.Demo;

namespace Cer.Host.Demo;

/// <summary>What the server needs to go on with the invented story.</summary>
internal static class DemoServices
{
    /// <summary>Adds it unless the settings say no (demo_live); it rests where the community is not the invented one.</summary>
    /// <remarks>In the add-on always: there the pages make the invented community as well.</remarks>
    public static IServiceCollection AddDemoLive(this IServiceCollection services, Settings settings)
    {
        if (settings is { DemoLive: false, Ingress: false }) return services;
        return services
            .AddSingleton<DemoDeclaration>()
            .AddSingleton<ContinueDemo>()
            .AddHostedService<DemoLiveService>();
    }
}
