using Cer.Host.Data;

namespace Cer.Host.Homes;

/// <summary>What the apps for Home Assistant need beside its client; nothing where no folder of theirs is named.</summary>
internal static class AppsServices
{
    public static IServiceCollection AddHomeApps(this IServiceCollection services, Settings settings) =>
        string.IsNullOrWhiteSpace(settings.Home?.AppsFolder)
            ? services
            : services.AddHostedService(all => ActivatorUtilities.CreateInstance<AppsService>(
                all, Path.Combine(settings.Folder ?? ".", settings.Home.AppsFolder)));
}
