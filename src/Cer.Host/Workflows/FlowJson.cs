using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Workflows;

/// <summary>Answers that hold definitions and values: they may be nested deeper than what the framework writes.</summary>
internal static class FlowJson
{
    private static readonly JsonSerializerOptions Words = new(JsonSerializerDefaults.Web);

    public static ContentHttpResult Of(JsonNode json) => TypedResults.Text(json.ToJsonString(), "application/json");

    public static ContentHttpResult Accepted(JsonObject json) =>
        TypedResults.Text(json.ToJsonString(), "application/json", statusCode: StatusCodes.Status202Accepted);

    public static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, Words);

    /// <summary>What was kept as JSON text; an empty object for nothing.</summary>
    public static JsonNode Kept(string? text) =>
        (text is null ? null : JsonNode.Parse(text, documentOptions: new() { MaxDepth = 256 })) ?? new JsonObject();
}
