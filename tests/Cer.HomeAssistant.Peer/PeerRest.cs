using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cer.Messaging.HomeAssistant;
using Microsoft.AspNetCore.Http;

namespace Cer.HomeAssistant.Peer;

/// <summary>The REST routes of Core.</summary>
internal sealed partial class PeerRest(HomePeer peer)
{
    private HomeVersion Version => HomeVersion.Read(peer.Version);

    public async Task AnswerAsync(HttpContext context, string route)
    {
        var parts = route.Split('/');
        var body = context.Request.Method == "POST" ? await BodyAsync(context) : null;
        if (context.Request.Method == "POST" && body is null)
        {
            await SayAsync(context, 400, "Invalid JSON specified.");
            return;
        }

        switch (context.Request.Method, parts)
        {
            case ("GET", [""]):
                await TellAsync(context, new JsonObject { ["message"] = "API running." });
                break;
            case ("GET", ["config"]):
                await TellAsync(context, peer.Config());
                break;
            case ("POST", ["config", "core", "check_config"]):
                await TellAsync(context, new JsonObject { ["result"] = "valid", ["errors"] = null, ["warnings"] = null });
                break;
            case ("GET", ["services"]):
                await TellAsync(context, peer.Services.Describe());
                break;
            case ("GET", ["states"]):
                await TellAsync(context, new JsonArray([.. peer.States.All.Select(one => one.Whole(Version))]));
                break;
            case ("GET", ["states", var id]):
                if (peer.States.Find(id) is { } entity) await TellAsync(context, entity.Whole(Version));
                else await SayAsync(context, 404, "Entity not found.");
                break;
            case ("POST", ["states", var id]):
                if (body!["state"] is { } state)
                {
                    peer.States.Write(id, (string)state!, body["attributes"] as JsonObject);
                    await TellAsync(context, peer.States.Find(id)!.Whole(Version));
                }
                else
                {
                    await SayAsync(context, 400, "No state specified.");
                }

                break;
            case ("POST", ["services", var domain, var service]):
                await CallAsync(context, domain, service, body!);
                break;
            case ("POST", ["events", var type]):
                peer.Events.Fire(type, body!);
                await TellAsync(context, new JsonObject { ["message"] = $"Event {type} fired." });
                break;
            case ("POST", ["template"]):
                await RenderAsync(context, (string?)body!["template"] ?? "");
                break;
            case ("GET", ["history", "period", var from]):
                await HistoryAsync(context, from);
                break;
            case (_, ["config" or "states" or "services" or "events" or "template", ..]):
                await SayAsync(context, 405, "Method not allowed.");
                break;
            default:
                context.Response.StatusCode = 404;
                await context.Response.WriteAsync("404: Not Found");
                break;
        }
    }

    private async Task CallAsync(HttpContext context, string domain, string service, JsonObject body)
    {
        try
        {
            peer.Services.Call(domain, service, JsonSerializer.SerializeToElement(body), default);
            await TellAsync(context, new JsonArray());
        }
        catch (PeerRefusal refusal)
        {
            await SayAsync(context, 400, refusal.Message);
        }
    }

    private async Task RenderAsync(HttpContext context, string template)
    {
        var rendered = peer.Template(template) ?? (StateOf().Match(template) is { Success: true } match
            ? peer.States.Find(match.Groups[1].Value)?.State ?? "unknown"
            : template.Contains("{{", StringComparison.Ordinal) ? null : template);
        if (rendered is null) await SayAsync(context, 400, "Error rendering template: TemplateSyntaxError: unexpected '}'");
        else await context.Response.WriteAsync(rendered);
    }

    private async Task HistoryAsync(HttpContext context, string from)
    {
        var query = context.Request.Query;
        if (!DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
        {
            await SayAsync(context, 400, "Invalid datetime");
            return;
        }

        if (query["filter_entity_id"].ToString() is not { Length: > 0 } names)
        {
            await SayAsync(context, 400, "filter_entity_id is missing");
            return;
        }

        var until = DateTimeOffset.TryParse(
            query["end_time"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) ? end : since.AddDays(1);
        var lists = names.Split(',').Select(name => peer.States.Between(name, since, until)).Where(list => list.Count > 0).Select(list =>
            (JsonNode)new JsonArray([.. list.Select((one, place) =>
            {
                if (place > 0 && query.ContainsKey("minimal_response"))
                    return new JsonObject { ["state"] = one.State, ["last_changed"] = PeerEntity.Words(one.Updated) };
                var told = one.Whole(Version);
                if (query.ContainsKey("no_attributes")) told["attributes"] = new JsonObject();
                return told;
            })]));
        await TellAsync(context, new JsonArray([.. lists]));
    }

    private static async Task<JsonObject?> BodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var words = await reader.ReadToEndAsync();
        try
        {
            return words.Length == 0 ? [] : JsonNode.Parse(words) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task TellAsync(HttpContext context, JsonNode what) => context.Response.WriteAsJsonAsync(what);

    private static Task SayAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new JsonObject { ["message"] = message });
    }

    [GeneratedRegex(@"^\{\{\s*states\('([a-z0-9_.]+)'\)\s*\}\}$")]
    private static partial Regex StateOf();
}
