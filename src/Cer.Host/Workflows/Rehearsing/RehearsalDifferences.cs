using System.Text.Json.Nodes;

namespace Cer.Host.Workflows.Rehearsing;

/// <summary>What is different between two rehearsals, activity by activity; when, and under which number, is no difference.</summary>
internal static class RehearsalDifferences
{
    private const int Most = 500;

    /// <summary>Rows of activityId, kind and both values; null where one side has none.</summary>
    public static JsonArray Of(JsonObject draft, JsonObject published)
    {
        List<JsonNode> rows = [];
        Add(rows, null, "status", Status(draft), Status(published));
        Add(rows, null, "lines", draft["lines"], published["lines"]);
        Add(rows, null, "output", draft["outputs"], published["outputs"]);
        var (own, other) = (Activities(draft), Activities(published));
        foreach (var id in own.Keys.Union(other.Keys))
        {
            var (one, two) = (own.GetValueOrDefault(id), other.GetValueOrDefault(id));
            if (one is null || two is null)
            {
                Add(rows, id, "ran", one?["outcomes"], two?["outcomes"]);
                continue;
            }

            foreach (var kind in new[] { "runs", "status", "outcomes", "inputs", "outputs", "fault" })
                Add(rows, id, kind, one[kind], two[kind]);
        }

        var (done, before) = (Effects(draft), Effects(published));
        foreach (var id in done.Keys.Union(before.Keys))
            Add(rows, id.Length > 0 ? id : null, "effects", done.GetValueOrDefault(id), before.GetValueOrDefault(id));
        return new([.. rows.Take(Most)]);
    }

    private static void Add(List<JsonNode> rows, string? activity, string kind, JsonNode? draft, JsonNode? published)
    {
        if (JsonNode.DeepEquals(draft, published) && (kind != "ran" || draft is not null)) return;
        rows.Add(new JsonObject
        {
            ["activityId"] = activity,
            ["kind"] = kind,
            ["draft"] = draft?.DeepClone(),
            ["published"] = published?.DeepClone(),
        });
    }

    private static JsonValue? Status(JsonObject trial) => JsonValue.Create(trial["subStatus"]?.GetValue<string>());

    /// <summary>Each activity as it ended last, and how often it was run.</summary>
    private static OrderedDictionary<string, JsonObject> Activities(JsonObject trial)
    {
        var activities = new OrderedDictionary<string, JsonObject>();
        foreach (var one in trial["activities"]!.AsArray().OfType<JsonObject>())
        {
            var id = one["activityId"]!.GetValue<string>();
            var runs = 1 + ((int?)activities.GetValueOrDefault(id)?["runs"] ?? 0);
            var last = new JsonObject { ["runs"] = runs };
            foreach (var kind in new[] { "status", "outcomes", "inputs", "outputs", "fault" }) last[kind] = one[kind]?.DeepClone();
            activities[id] = last;
        }

        return activities;
    }

    private static OrderedDictionary<string, JsonArray> Effects(JsonObject trial)
    {
        var effects = new OrderedDictionary<string, JsonArray>();
        foreach (var one in trial["effects"]!.AsArray().OfType<JsonObject>())
        {
            var id = (string?)one["activityId"] ?? "";
            if (!effects.TryGetValue(id, out var own)) effects[id] = own = [];
            own.Add((JsonNode)$"{one["kind"]}: {one["text"]}");
        }

        return effects;
    }
}
