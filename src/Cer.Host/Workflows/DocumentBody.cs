using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Host.Gateway;
using Cer.Workflows.Definitions;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows;

/// <summary>A request of the editor: a definition, and what belongs to it.</summary>
internal sealed class DocumentBody
{
    private static readonly JsonDocumentOptions Form = new() { MaxDepth = 256 };

    private readonly JsonObject _json;

    private DocumentBody(JsonObject json, WorkflowDefinition definition) => (_json, Definition) = (json, definition);

    public WorkflowDefinition Definition { get; }

    /// <exception cref="BadHttpRequestException">It is no such object, or too large or slow.</exception>
    public static Task<DocumentBody> ReadAsync(HttpContext context) => ReadAsync(context, null);

    /// <summary>The same; where no definition is written, the other one.</summary>
    /// <exception cref="BadHttpRequestException">It is no such object, or too large or slow.</exception>
    public static async Task<DocumentBody> ReadAsync(HttpContext context, WorkflowDefinition? other)
    {
        var body = await BodyReader.ReadAsync(context.Request, DocumentBounds.MostBytes, context.RequestAborted);
        try
        {
            var json = JsonNode.Parse(body.AsSpan(), documentOptions: Form) as JsonObject;
            if (json is not null && json["document"] is null && other is not null) return new(json, other);
            if (json is null || json["document"] is not JsonObject document)
            {
                throw new BadHttpRequestException(
                    "Found another body, expected a JSON object with the definition as 'document'.");
            }

            return new(json, DocumentBounds.Small(DefinitionText.Read(document.ToJsonString(new() { MaxDepth = 256 }))));
        }
        catch (DefinitionException fault)
        {
            throw new BadHttpRequestException($"document: {fault.Message}");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            // The second is how half of a surrogate pair is told, the third a name that comes twice.
            throw new BadHttpRequestException(
                "Found text that is not JSON with each name once, expected an object with the definition as 'document'.");
        }
    }

    public string? Text(string name) =>
        _json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <exception cref="BadHttpRequestException">Something else than a whole number is written.</exception>
    public int? Number(string name)
    {
        if (_json[name] is not { } node) return null;
        return node is JsonValue value && value.TryGetValue<int>(out var number)
            ? number
            : throw new BadHttpRequestException($"Found another '{name}', expected a whole number.");
    }

    /// <summary>Named values; none when nothing is written.</summary>
    /// <exception cref="BadHttpRequestException">Something else is.</exception>
    public OrderedDictionary<string, object?> Values(string name)
    {
        if (_json[name] is not { } node) return [];
        return ValueJson.FromPlain(node) as OrderedDictionary<string, object?>
            ?? throw new BadHttpRequestException($"Found another '{name}', expected an object with values by their names.");
    }
}
