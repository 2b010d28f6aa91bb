using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.Workflows.Definitions;

/// <summary>Reads what may be missing, or of another kind, without a fault.</summary>
internal static class JsonRead
{
    public static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>A text, or a number as one.</summary>
    public static string? Name(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.ToJsonString() : Text(node);

    public static bool Flag(JsonNode? node) => node is JsonValue value
        && (value.GetValueKind() == JsonValueKind.True
            || (value.GetValueKind() == JsonValueKind.String && bool.TryParse(value.GetValue<string>(), out var flag) && flag));

    /// <summary>A whole number, also one that is written as a text.</summary>
    public static int? Int(JsonNode? node) => Name(node) is { } written
        && int.TryParse(written, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>The member of that name; when there is none, one that differs in its capitals.</summary>
    public static JsonNode? Member(JsonObject json, string name)
    {
        if (json.TryGetPropertyValue(name, out var node)) return node;
        foreach (var (key, value) in json)
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) return value;
        return null;
    }
}
