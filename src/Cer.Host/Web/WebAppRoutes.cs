namespace Cer.Host.Web;

/// <summary>Puts the pages of the browser behind every other route.</summary>
internal static class WebAppRoutes
{
    /// <inheritdoc cref="WebApp.Map"/>
    public static void MapWebApp(this WebApplication app, string? place = null, string? folder = null) =>
        WebApp.Map(app, place, folder);
}
