using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.Workflows.Definitions;

/// <summary>Gives an id to every activity that was written without one, and turns numbers into texts.</summary>
/// <remarks>
/// Definitions written by hand often leave ids out; Elsa then makes them from the type and a number, such as WriteLine1. Without
/// an id an activity could neither be drawn nor found again, so it would be passed over in silence.
/// </remarks>
internal sealed class ActivityIds
{
    private static readonly string[] NotActivities =
        ["customProperties", "applicationProperties", "metadata", "variables", "connections", "expression"];

    /// <summary>Where an activity stands; elsewhere an object with a type may be anything.</summary>
    private static readonly string[] Places =
    [
        "activities", "branches", "activity", "body", "then", "else", "default", "childCompleted", "childFaulted", "unmatchedStatusCode",
        "failedToConnect", "timeout", "error",
    ];

    private readonly HashSet<string> _taken = [];
    private readonly List<JsonObject> _without = [];

    private ActivityIds()
    {
    }

    public static void Fill(JsonObject root)
    {
        var ids = new ActivityIds();
        ids.Look(root, isRoot: true);
        foreach (var activity in ids._without) ids.Name(activity, ReferenceEquals(activity, root));
    }

    private void Look(JsonNode? node, string place = "", bool isRoot = false)
    {
        if (node is JsonArray list)
            foreach (var item in list) Look(item, place);
        if (node is not JsonObject json) return;
        if (isRoot || Looks(json, place)) Take(json);
        foreach (var (name, value) in json)
            if (Array.IndexOf(NotActivities, name) < 0) Look(value, name);
    }

    /// <summary>Types of activities have a namespace, or name the workflow that they are.</summary>
    private static bool Looks(JsonObject json, string place) =>
        JsonRead.Text(json["type"]) is { } type && !json.ContainsKey("expression")
        && (json.ContainsKey("id") || json.ContainsKey("workflowDefinitionId")
            || (Array.IndexOf(Places, place) >= 0 && type.Contains('.', StringComparison.Ordinal)));

    private void Take(JsonObject json)
    {
        if (json["id"] is JsonValue number && number.GetValueKind() == JsonValueKind.Number) json["id"] = number.ToJsonString();
        if (JsonRead.Text(json["id"]) is { Length: > 0 } id) _taken.Add(id);
        else if (JsonRead.Text(json["originalActivityJson"]) is null) _without.Add(json);
    }

    private void Name(JsonObject json, bool isRoot)
    {
        var type = JsonRead.Text(json["type"])!;
        var kind = type[(type.LastIndexOf('.') + 1)..];
        var id = isRoot ? "root" : $"{kind}1";
        for (var number = 1; !_taken.Add(id); number++) id = $"{kind}{number}";

        if (json.ContainsKey("id")) json["id"] = id;
        else json.Insert(0, "id", JsonValue.Create(id));
    }
}
