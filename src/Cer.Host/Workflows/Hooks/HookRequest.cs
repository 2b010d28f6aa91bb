using System.Text;
using Cer.Host.Gateway;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Cer.Host.Workflows.Hooks;

/// <summary>A request as values for a workflow; what proves who sent it is left out.</summary>
internal static class HookRequest
{
    private static readonly string[] Secret = ["Cookie", "Authorization", "Proxy-Authorization"];

    /// <exception cref="BadHttpRequestException">Its body is too large, too slow, or not what it says it is.</exception>
    public static async Task<OrderedDictionary<string, object?>> ReadAsync(
        HttpContext context, int most, OrderedDictionary<string, object?> route)
    {
        var request = context.Request;
        var body = await BodyReader.ReadAsync(request, most, context.RequestAborted);
        var parsed = Parsed(request.ContentType?.Split(';')[0].Trim().ToLowerInvariant(), body);
        return new()
        {
            ["result"] = parsed,
            ["parsedContent"] = parsed,
            ["routeData"] = route,
            ["queryStringData"] = Named(request.Query),
            ["headers"] = Named(request.Headers.Where(one => !Secret.Contains(one.Key, StringComparer.OrdinalIgnoreCase))),
        };
    }

    private static object? Parsed(string? type, ArraySegment<byte> body)
    {
        if (body.Count == 0) return null;
        switch (type)
        {
            case "application/json" or "text/json":
            case { } json when json.EndsWith("+json", StringComparison.Ordinal):
                return FlowBody.ValueOf(body);
            case "application/x-www-form-urlencoded":
                return Named(QueryHelpers.ParseQuery(Text(body)));
            case { } text when text.StartsWith("text/", StringComparison.Ordinal) || text.EndsWith("/xml", StringComparison.Ordinal):
                return Text(body);
            case { } form when form.StartsWith("multipart/", StringComparison.Ordinal):
                throw new BadHttpRequestException("Found a body of several parts, expected JSON, a form, text or one file.", 415);
            default:
                return body.ToArray();
        }
    }

    private static string Text(ArraySegment<byte> body)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body.AsSpan());
        }
        catch (DecoderFallbackException)
        {
            throw new BadHttpRequestException("Found bytes that are not UTF-8, expected a text in UTF-8.");
        }
    }

    private static OrderedDictionary<string, object?> Named(IEnumerable<KeyValuePair<string, StringValues>> pairs)
    {
        var named = new OrderedDictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in pairs)
            named[name] = values.Count == 1 ? values[0] : string.Join(", ", values.AsEnumerable());
        return named;
    }
}
