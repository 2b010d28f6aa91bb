using System.Collections;
using System.Text.Json.Nodes;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows;

/// <summary>Values of a trial as JSON, of large ones the beginning: an answer stays small.</summary>
internal sealed class TrialSample
{
    private const int MostCharacters = 2_000;
    private const int MostItems = 100;
    private const int MostDepth = 8;
    private const string More = "…";

    private int _left = 500_000;

    public JsonObject Of(IEnumerable<KeyValuePair<string, object?>> named)
    {
        var json = new JsonObject();
        foreach (var (name, value) in named.Take(MostItems)) json[Cut(name)] = Of(value, 0);
        return json;
    }

    public JsonNode? Of(object? value) => Of(value, 0);

    public string Cut(string text)
    {
        var length = Math.Min(text.Length, Math.Max(0, Math.Min(MostCharacters, _left)));
        // Half of a pair is no character.
        if (length > 0 && length < text.Length && char.IsHighSurrogate(text[length - 1])) length--;
        _left -= length;
        return length < text.Length ? text[..length] + More : text;
    }

    private JsonNode? Of(object? value, int depth)
    {
        if (--_left <= 0) return More;
        switch (value)
        {
            case null:
                return null;
            case string text:
                return Cut(text);
            case byte[] bytes:
                return $"{bytes.Length} bytes";
            case IEnumerable or JsonNode when depth >= MostDepth:
                return More;
            case IEnumerable<KeyValuePair<string, object?>> fields:
                var json = new JsonObject();
                foreach (var (name, field) in fields.Take(MostItems)) json[Cut(name)] = Of(field, depth + 1);
                return json;
            case IEnumerable list:
                var items = new JsonArray();
                foreach (var item in list.Cast<object?>().Take(MostItems)) items.Add(Of(item, depth + 1));
                return items;
            default:
                return ValueJson.ToPlain(value);
        }
    }
}
