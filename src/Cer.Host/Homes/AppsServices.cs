using Cer.Host.Data;

namespace Cer.Host.Homes;

/// <summary>What the apps for Home Assistant need beside its client; nothing where no folder of theirs is named.</summary>
internal static class AppsServices
{
    /// <summary>The folder in the data folder where apps keep what must outlive a restart; so it is called in a backup too.</summary>
    public const string StateFolder = "cer-apps";

    public static IServiceCollection AddHomeApps(this IServiceCollection services, Settings settings) =>
        FilesOf(settings, settings.Folder ?? ".") is { } files
            ? services.AddSingleton(files).AddHostedService<AppsService>()
            : services;

    /// <summary>The settings of the apps; null where no folder of theirs is named.</summary>
    public static AppsFiles? FilesOf(Settings settings, string data) => string.IsNullOrWhiteSpace(settings.Home?.AppsFolder)
        ? null
        : new AppsFiles(Path.Combine(data, settings.Home.AppsFolder), Path.Combine(data, StateFolder));
}
