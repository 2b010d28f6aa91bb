using System.Text.Json;

namespace Cer.Exchange.Yaml;

/// <summary>Takes JSON for the nodes that files are read into, and back: JSON says the same with other brackets.</summary>
internal static class JsonNodes
{
    /// <summary>The node of an element; what is null is left out, as if it were not written.</summary>
    /// <exception cref="InvalidOperationException">A text with half of a surrogate pair.</exception>
    public static YamlNode Of(JsonElement element, string file) => element.ValueKind switch
    {
        JsonValueKind.Object => new YamlMap(file, 1,
        [
            .. element.EnumerateObject()
                .Where(member => member.Value.ValueKind != JsonValueKind.Null)
                .Select(member => new YamlEntry(member.Name, file, 1, Of(member.Value, file))),
        ]),
        JsonValueKind.Array => new YamlList(file, 1, [.. element.EnumerateArray().Select(item => Of(item, file))]),
        JsonValueKind.String => new YamlScalar(file, 1, element.GetString()!, Plain: false),
        _ => new YamlScalar(file, 1, element.GetRawText(), Plain: true),
    };

    public static void Write(Utf8JsonWriter json, YamlNode node)
    {
        switch (node)
        {
            case YamlMap map:
                json.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    json.WritePropertyName(entry.Key);
                    Write(json, entry.Value);
                }

                json.WriteEndObject();
                break;
            case YamlList list:
                json.WriteStartArray();
                foreach (var item in list.Items) Write(json, item);
                json.WriteEndArray();
                break;
            case YamlScalar scalar when scalar.IsNull:
                json.WriteNullValue();
                break;
            case YamlScalar { Plain: true, Value: "true" or "True" or "TRUE" }:
                json.WriteBooleanValue(true);
                break;
            case YamlScalar { Plain: true } scalar when YamlFields.TryNumber(scalar, out var number):
                json.WriteNumberValue(number);
                break;
            case YamlScalar scalar:
                json.WriteStringValue(scalar.Value);
                break;
            default:
                throw new NotSupportedException($"A {node.GetType().Name} has no form in JSON.");
        }
    }
}
