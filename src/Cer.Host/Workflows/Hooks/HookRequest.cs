using System.Text;
using Cer.Host.Gateway;
using Cer.Workflows.Activities;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Cer.Host.Workflows.Hooks;

/// <summary>A request as values for a workflow; what proves who sent it is left out.</summary>
internal static class HookRequest
{
    private static readonly string[] Secret = ["Cookie", "Authorization", "Proxy-Authorization"];

    /// <exception cref="BadHttpRequestException">Its body is too large, too slow, or not what it says it is.</exception>
    public static async Task<OrderedDictionary<string, object?>> ReadAsync(
        HttpContext context, Hook hook, OrderedDictionary<string, object?> route)
    {
        var request = context.Request;
        var kind = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        var read = Described(request, route);
        ArraySegment<byte> body;
        try
        {
            body = await BodyReader.ReadAsync(request, hook.Most, context.RequestAborted);
        }
        catch (BadHttpRequestException large) when (large.StatusCode == 413 && hook.Files.Exposes(HttpFileRules.RequestTooLarge))
        {
            read[HttpFileRules.OutcomeKey] = HttpFileRules.RequestTooLarge;
            return read;
        }

        if (body.Count > 0 && kind is { } form && form.StartsWith("multipart/", StringComparison.Ordinal))
            Take(read, await HookForm.ReadAsync(request.ContentType!, body, context.RequestAborted), hook.Files);
        else
            read["result"] = read["parsedContent"] = Parsed(kind, body);
        return read;
    }

    /// <summary>Fields and files, or the outcome by which the workflow learns of a file that is not taken.</summary>
    private static void Take(OrderedDictionary<string, object?> read, HookForm form, HookFileRules rules)
    {
        if (form.Files.Select(rules.Refusal).FirstOrDefault(one => one is not null) is { } refusal)
        {
            if (!rules.Exposes(refusal.Outcome)) throw new BadHttpRequestException(refusal.Sentence, refusal.Status);
            read[HttpFileRules.OutcomeKey] = refusal.Outcome;
            return;
        }

        read["result"] = read["parsedContent"] = form.Fields;
        read["files"] = form.Files.Select(object? (file) => file.Value).ToList();
        read["file"] = form.Files.Count > 0 ? form.Files[0].Value : null;
    }

    private static OrderedDictionary<string, object?> Described(HttpRequest request, OrderedDictionary<string, object?> route)
    {
        return new()
        {
            ["result"] = null,
            ["parsedContent"] = null,
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
            default:
                return body.ToArray();
        }
    }

    internal static string Text(ArraySegment<byte> body)
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
