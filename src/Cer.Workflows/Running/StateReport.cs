using System.Text.Json.Nodes;
using Cer.Workflows.Values;

namespace Cer.Workflows.Running;

/// <summary>How an instance stands, as JSON for people and for tests.</summary>
public static class StateReport
{
    public static JsonObject Of(WorkflowRun run, IReadOnlyList<WorkflowRun> all)
    {
        var state = run.State;
        return new()
        {
            ["instanceId"] = state.InstanceId,
            ["definitionId"] = state.DefinitionId,
            ["definitionVersionId"] = state.VersionId,
            ["version"] = state.Version,
            ["name"] = state.Name,
            ["status"] = state.Status.ToString(),
            ["subStatus"] = state.SubStatus.ToString(),
            ["correlationId"] = state.CorrelationId,
            ["outcomes"] = ValueJson.ToPlain(state.Outcomes),
            ["outputs"] = ValueJson.ToPlain(state.Output),
            ["variables"] = Variables(state),
            ["bookmarks"] = new JsonArray([.. state.Bookmarks.Select(Bookmark)]),
            ["incidents"] = new JsonArray([.. state.Incidents.Select(Incident)]),
            ["journal"] = new JsonArray([.. state.Journal.Select(Entry)]),
            ["children"] = new JsonArray([.. all
                .Where(one => one.State.ParentInstanceId == state.InstanceId)
                .Select(child => (JsonNode)Of(child, all))]),
        };
    }

    private static JsonObject Variables(WorkflowState state)
    {
        var variables = new JsonObject();
        foreach (var slot in state.Root?.Variables ?? []) variables[slot.Name] = ValueJson.ToPlain(slot.Value);
        return variables;
    }

    private static JsonNode Bookmark(Bookmark bookmark) => new JsonObject
    {
        ["id"] = bookmark.Id,
        ["kind"] = bookmark.Kind,
        ["activityId"] = bookmark.ActivityId,
        ["payload"] = ValueJson.ToPlain(bookmark.Payload),
    };

    private static JsonNode Incident(Incident incident) => new JsonObject
    {
        ["activityId"] = incident.ActivityId,
        ["activityType"] = incident.ActivityType,
        ["message"] = incident.Message,
    };

    private static JsonNode Entry(JournalEntry entry) => new JsonObject
    {
        ["event"] = entry.Event,
        ["activityId"] = entry.ActivityId,
        ["at"] = entry.At.ToString("o", System.Globalization.CultureInfo.InvariantCulture),
        ["message"] = entry.Message,
    };
}
