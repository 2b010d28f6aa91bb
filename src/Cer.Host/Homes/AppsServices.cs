namespace Cer.Host.Homes;

/// <summary>What the apps for Home Assistant need beside its client.</summary>
internal static class AppsServices
{
    /// <param name="services">The services of the server.</param>
    /// <param name="folder">The folder of their settings; none, and no app runs.</param>
    public static IServiceCollection AddHomeApps(this IServiceCollection services, string? folder) =>
        string.IsNullOrWhiteSpace(folder)
            ? services
            : services.AddHostedService(all => ActivatorUtilities.CreateInstance<AppsService>(all, folder));
}
