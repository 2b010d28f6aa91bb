using Cer.Host.Data;
using Cer.Host.People;

namespace Cer.Host.Ingress;

/// <summary>The door for devices and collectors: behind it is what asks for an account's token, and nothing else.</summary>
/// <remarks>Told apart by the port on which a call arrived, which no caller chooses by its words.</remarks>
internal static class DevicesDoor
{
    /// <summary>Whether a call came in by the door for devices.</summary>
    public static bool IsOf(HttpContext context, Settings settings) =>
        settings.DevicesDoor?.Address is { } address && context.Connection.LocalPort == address.Port;

    /// <summary>Everything but the roads of devices is not there; after the address was matched to its endpoint.</summary>
    public static void UseDevicesDoor(this WebApplication app, Settings settings)
    {
        if (settings.DevicesDoor is null) return;
        app.Use((context, next) => !IsOf(context, settings)
            || context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() is { Door: Door.Devices }
            ? next(context)
            : TypedResults.Problem(
                "Found another address, expected one for devices: the pages are in the sidebar of Home Assistant.",
                statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context));
    }

    /// <summary>Adds its address to those where the server listens.</summary>
    public static void ListenForDevices(this WebApplicationBuilder builder, Settings settings)
    {
        if (settings.DevicesDoor is not { Address: { } address } door) return;
        if (address.Scheme != Uri.UriSchemeHttps) return;
        var certificate = new DoorCertificate(Place(settings, door.Certificate!), Place(settings, door.Key!), TimeProvider.System);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ServerCertificate = certificate.First;
            https.OnAuthenticate = (_, tls) => tls.ServerCertificateContext = certificate.Present();
        }));
    }

    private static string Place(Settings settings, string file) => Path.GetFullPath(file, Path.GetFullPath(settings.Folder ?? "."));
}
