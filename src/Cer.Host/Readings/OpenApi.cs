using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.Host.Readings;

/// <summary>The description of the interface for readings, as OpenAPI 3.0 and as a page to read.</summary>
/// <remarks>Kept by hand beside the endpoint; a test sends every example and compares the addresses with the server's.</remarks>
internal static class OpenApi
{
    public const string DocumentPath = "/api/openapi.json";
    public const string PagePath = "/api/docs";

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document, with addresses below the place where the server stands.</summary>
    public static JsonNode Document(string place)
    {
        using var file = typeof(OpenApi).Assembly.GetManifestResourceStream("openapi.json")!;
        var document = JsonNode.Parse(file)!;
        document["servers"]![0]!["url"] = place.Length == 0 ? "/" : place;
        return document;
    }

    public static RouteGroupBuilder MapOpenApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Interface");
        group.MapGet(DocumentPath, (HttpRequest request) => TypedResults.Text(
            Document(request.PathBase.Value ?? "").ToJsonString(Indented), "application/json", Encoding.UTF8));
        group.MapGet(PagePath, (HttpRequest request, string? lang) => TypedResults.Text(
            new OpenApiPage(Document(request.PathBase.Value ?? ""), Language(request, lang)).Html(),
            "text/html",
            Encoding.UTF8));
        return group;
    }

    // Italian first: another language is one that the reader asked for.
    private static string Language(HttpRequest request, string? asked)
    {
        if (asked is "it" or "en") return asked;
        var wanted = request.Headers.AcceptLanguage.ToString();
        return wanted.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "it";
    }
}
