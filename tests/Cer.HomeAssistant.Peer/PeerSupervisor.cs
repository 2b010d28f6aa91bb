using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Cer.HomeAssistant.Peer;

/// <summary>The Supervisor in front of Core: what it lets through, and what it answers by itself.</summary>
public sealed partial class PeerSupervisor(HomePeer peer)
{
    /// <summary>
    /// The broker of the house; null when there is none. The port is told as a number, though documented as text.
    /// </summary>
    public JsonObject? MqttService { get; set; } = new()
    {
        ["addon"] = "core_mosquitto",
        ["host"] = "core-mosquitto",
        ["port"] = 1883,
        ["ssl"] = false,
        ["protocol"] = "3.1.1",
        ["username"] = "addons",
        ["password"] = "broker-word",
    };

    /// <summary>What it says of the add-on.</summary>
    public JsonObject SelfInfo { get; set; } = new()
    {
        ["slug"] = "local_cer",
        ["ingress_entry"] = "/api/hassio_ingress/abc",
        ["ingress_port"] = 8099,
        ["version"] = "0.1.0",
    };

    /// <summary>Types of messages that it keeps to itself.</summary>
    internal static bool IsItsOwn(string? type) => type?.Split('/') is ["supervisor" or "hassio", _, ..];

    /// <summary>With which status the call is refused; null: it is not.</summary>
    internal int? Refuses(HttpContext context, string path)
    {
        var isSocket = path is "/core/websocket" or "/core/api/websocket";
        if (Bad().IsMatch(Uri.UnescapeDataString(context.Request.QueryString.Value ?? ""))) return StatusCodes.Status400BadRequest;
        if (!isSocket && !peer.Knows(PeerDoor.TokenOf(context))) return StatusCodes.Status401Unauthorized;
        if (path.StartsWith("/core/api/hassio/", StringComparison.Ordinal)) return StatusCodes.Status403Forbidden;
        if (path == "/backups") return StatusCodes.Status403Forbidden;
        if (!path.StartsWith("/core/", StringComparison.Ordinal)) return null;
        if (context.Request.Method is not ("GET" or "POST" or "DELETE")) return StatusCodes.Status405MethodNotAllowed;
        return peer.IsDown ? StatusCodes.Status502BadGateway : null;
    }

    internal static async Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync($"{status}: {(status == 502 ? "Bad Gateway" : "refused")}");
    }

    internal async Task AnswerAsync(HttpContext context, string path)
    {
        var found = path switch
        {
            "/services/mqtt" => MqttService,
            "/addons/self/info" => SelfInfo,
            "/info" => new() { ["supervisor"] = "2026.08.0", ["homeassistant"] = peer.Version },
            _ => null,
        };
        context.Response.StatusCode = found is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        await context.Response.WriteAsJsonAsync(found is null
            ? new JsonObject { ["result"] = "error", ["message"] = "Service not enabled" }
            : new JsonObject { ["result"] = "ok", ["data"] = found.DeepClone() });
    }

    [GeneratedRegex(@"concat[^(]*\(|\.\./|<[^>]*script|[a-zA-Z0-9_]=/([a-z0-9_.]//?)+", RegexOptions.IgnoreCase)]
    private static partial Regex Bad();
}
