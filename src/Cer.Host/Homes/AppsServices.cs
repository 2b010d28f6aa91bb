using Cer.Host.Data;

namespace Cer.Host.Homes;

/// <summary>What the apps for Home Assistant need beside its client; nothing where no folder of theirs is named.</summary>
internal static class AppsServices
{
    private const string StateFolder = "cer-apps";

    public static IServiceCollection AddHomeApps(this IServiceCollection services, Settings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Home?.AppsFolder)) return services;
        var data = settings.Folder ?? ".";
        return services
            .AddSingleton(new AppsFiles(Path.Combine(data, settings.Home.AppsFolder), Path.Combine(data, StateFolder)))
            .AddHostedService<AppsService>();
    }
}
