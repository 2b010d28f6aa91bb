using System.Text.Json;

namespace Cer.Operations.Dashboards.Rules;

/// <summary>What the fields of a panel say of themselves, by default and by name.</summary>
internal static class FieldWords
{
    /// <summary>Every text of a setting.</summary>
    public static IEnumerable<string> Of(JsonElement? config, string setting) =>
        All(config, setting).Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!);

    /// <summary>The items of every list of a setting.</summary>
    public static IEnumerable<JsonElement> Lists(JsonElement? config, string setting) =>
        All(config, setting).Where(value => value.ValueKind == JsonValueKind.Array).SelectMany(value => value.EnumerateArray());

    /// <summary>The texts that values are shown as.</summary>
    public static IEnumerable<string> Mapped(JsonElement? config) => Lists(config, "mappings")
        .SelectMany(mapping => mapping.ValueKind == JsonValueKind.Object && mapping.TryGetProperty("options", out var options)
            && options.ValueKind == JsonValueKind.Object
                ? options.TryGetProperty("result", out var result) ? [result] : options.EnumerateObject().Select(one => one.Value)
                : [])
        .Select(result => result.ValueKind == JsonValueKind.Object && result.TryGetProperty("text", out var text)
            && text.ValueKind == JsonValueKind.String ? text.GetString()! : "");

    private static IEnumerable<JsonElement> All(JsonElement? config, string setting)
    {
        if (config is not { ValueKind: JsonValueKind.Object } fields) yield break;
        if (fields.TryGetProperty("defaults", out var defaults) && defaults.ValueKind == JsonValueKind.Object
            && defaults.TryGetProperty(setting, out var set)) yield return set;
        if (!fields.TryGetProperty("overrides", out var overrides) || overrides.ValueKind != JsonValueKind.Array) yield break;
        foreach (var one in overrides.EnumerateArray())
        {
            if (one.ValueKind != JsonValueKind.Object || !one.TryGetProperty("properties", out var properties)
                || properties.ValueKind != JsonValueKind.Array) continue;
            foreach (var property in properties.EnumerateArray())
            {
                if (property.ValueKind == JsonValueKind.Object && property.TryGetProperty("id", out var id)
                    && id.ValueKind == JsonValueKind.String && id.GetString() == setting && property.TryGetProperty("value", out var value))
                    yield return value;
            }
        }
    }
}
