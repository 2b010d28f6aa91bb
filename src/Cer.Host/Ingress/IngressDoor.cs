using System.Net;

namespace Cer.Host.Ingress;

/// <summary>The door of the add-on (app): lets in what the Supervisor brings, and nobody else but whoever asks for health.</summary>
/// <remarks>
/// Ingress checklist of Home Assistant: headers of the Supervisor are believed from its own address alone. A call of
/// another peer would be a browser, or another app, that says of itself who it is.
/// </remarks>
internal sealed partial class IngressDoor(RequestDelegate next, IPAddress supervisor, ILogger<IngressDoor> logger)
{
    /// <summary>Where the Supervisor is in the network of every Home Assistant.</summary>
    public static readonly IPAddress Supervisor = new([172, 30, 32, 2]);

    private int _refused;

    public Task InvokeAsync(HttpContext context)
    {
        var peer = context.Connection.RemoteIpAddress;
        if (peer?.IsIPv4MappedToIPv6 == true) peer = peer.MapToIPv4();
        var call = IngressCall.Take(context);
        if (!supervisor.Equals(peer))
        {
            context.Items.Clear();
            return IsHealth(context.Request) ? next(context) : RefuseAsync(context);
        }

        if (call.Place.Length > 0) context.Request.PathBase = call.Place;
        if (call.Scheme is { } scheme) context.Request.Scheme = scheme;
        // Attempts to sign in are counted by address: all of a house would share one.
        if (call.From is { } from) context.Connection.RemoteIpAddress = from;
        return next(context);
    }

    private static bool IsHealth(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Path == "/api/health";

    private Task RefuseAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _refused) is 1 or 100 or 10_000) LogRefused(_refused);
        return TypedResults.Problem(
            "Found a peer that is not Home Assistant, expected the Supervisor: open the pages from the sidebar.",
            statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }

    [LoggerMessage(LogLevel.Warning, "Refused a call that did not come through Home Assistant ({Count} so far)")]
    private partial void LogRefused(int count);
}
