using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.Workflows.Definitions;

/// <summary>Brings old spellings into the new one, and leaves everything else as it came.</summary>
internal static class DefinitionForm
{
    private const string NotFound = "Elsa.NotFoundActivity";
    private static readonly string[] Moved = ["canStartWorkflow", "runAsynchronously", "source", "line"];
    private static readonly string[] AsTheyAre = ["customProperties", "metadata"];

    /// <exception cref="DefinitionException">An activity that was not found holds no readable original.</exception>
    public static JsonObject Straighten(JsonObject definition)
    {
        var root = (JsonObject)definition["root"]!;
        ActivityIds.Fill(root);
        var straight = Activity(root, 0);
        if (!ReferenceEquals(root, straight)) definition["root"] = straight;
        return definition;
    }

    private static JsonObject Activity(JsonObject json, int depth)
    {
        if (depth > 60) throw new DefinitionException("Found activities inside activities more than 60 deep, expected fewer.");
        if (JsonRead.Text(json["type"]) == NotFound && JsonRead.Text(json["originalActivityJson"]) is { } original)
            return Activity(Unwrap(original, json), depth + 1);

        MoveCustom(json);
        foreach (var (name, value) in json.ToList())
            if (Array.IndexOf(AsTheyAre, name) < 0) Member(json, name, value, depth);
        if (json.ContainsKey("connections")) Connections(json);
        return json;
    }

    private static JsonObject Unwrap(string original, JsonObject wrapper)
    {
        try
        {
            if (JsonNode.Parse(original, documentOptions: new() { MaxDepth = 256 }) is JsonObject json)
            {
                if (JsonRead.Text(json["type"]) is null && JsonRead.Text(wrapper["missingTypeName"]) is { } type) json["type"] = type;
                if (JsonRead.Text(json["id"]) is null && JsonRead.Text(wrapper["id"]) is { } id) json["id"] = id;
                ActivityIds.Fill(json);
                return json;
            }
        }
        catch (JsonException)
        {
            // Told below, with the activity's id.
        }

        throw new DefinitionException(
            $"Found 'originalActivityJson' of the activity '{JsonRead.Text(wrapper["id"])}' that is no JSON object, "
                + "expected the activity itself.");
    }

    /// <summary>Where flags stood on the activity itself, or under the name that older flowcharts used.</summary>
    private static void MoveCustom(JsonObject json)
    {
        if (json["applicationProperties"] is JsonObject old)
        {
            json.Remove("applicationProperties");
            if (json["customProperties"] is JsonObject there)
                foreach (var (name, value) in old.ToList())
                {
                    old.Remove(name);
                    there.TryAdd(name, value);
                }
            else json["customProperties"] = old;
        }

        foreach (var name in Moved)
        {
            if (!json.TryGetPropertyValue(name, out var value) || value is JsonObject) continue;
            // Of others these may be inputs.
            if (name is "source" or "line" && JsonRead.Text(json["type"])?.StartsWith("Elsa.", StringComparison.Ordinal) != true) continue;
            json.Remove(name);
            if (json["customProperties"] is not JsonObject custom) json["customProperties"] = custom = [];
            custom.TryAdd(name, value);
        }
    }

    private static void Member(JsonObject json, string name, JsonNode? value, int depth)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } wrapped when wrapped.ContainsKey("expression") && wrapped.ContainsKey("typeName"):
                wrapped.Remove("memoryReference");
                break;
            case JsonObject child when IsActivity(child):
                Replace(json, name, child, Activity(child, depth + 1));
                break;
            case JsonArray list:
                Items(list, depth);
                break;
        }
    }

    private static void Items(JsonArray list, int depth)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not JsonObject item) continue;
            if (IsActivity(item))
            {
                var straight = Activity(item, depth + 1);
                if (!ReferenceEquals(item, straight)) list[i] = straight;
            }
            else if (item["activity"] is JsonObject child && IsActivity(child))
            {
                Replace(item, "activity", child, Activity(child, depth + 1));
            }
        }
    }

    private static void Connections(JsonObject flowchart)
    {
        var straight = new JsonArray();
        foreach (var json in Connection.Raw(flowchart["connections"]).ToList())
        {
            if (Connection.Read(json) is not { } connection)
            {
                straight.Add(json.DeepClone());
                continue;
            }

            var written = new JsonObject
            {
                ["source"] = End(json, "source", connection.Source, connection.SourcePort),
                ["target"] = End(json, "target", connection.Target, connection.TargetPort ?? "In"),
            };
            foreach (var (name, value) in json)
                if (!IsEnd(name)) written[name] = value?.DeepClone();
            straight.Add(written);
        }

        flowchart["connections"] = straight;
    }

    private static bool IsEnd(string name) =>
        name.ToUpperInvariant() is "SOURCE" or "TARGET" or "SOURCEPORT" or "TARGETPORT";

    /// <summary>One end of an arrow; what it holds besides the two names stays.</summary>
    private static JsonObject End(JsonObject json, string name, string activity, string port)
    {
        var end = new JsonObject { ["activity"] = activity, ["port"] = port };
        if (JsonRead.Member(json, name) is JsonObject there)
            foreach (var (key, value) in there)
                if (key.ToUpperInvariant() is not ("ACTIVITY" or "PORT")) end[key] = value?.DeepClone();
        return end;
    }

    private static void Replace(JsonObject parent, string name, JsonObject old, JsonObject straight)
    {
        if (!ReferenceEquals(old, straight)) parent[name] = straight;
    }

    private static bool IsActivity(JsonObject json) =>
        JsonRead.Text(json["type"]) is not null && !json.ContainsKey("expression")
        && (JsonRead.Text(json["id"]) is not null || JsonRead.Text(json["originalActivityJson"]) is not null);
}
