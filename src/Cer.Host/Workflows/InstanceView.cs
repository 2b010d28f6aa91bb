using System.Text.Json.Nodes;
using Cer.Workflows.Hosting;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows;

/// <summary>Instances as pages show them.</summary>
internal static class InstanceView
{
    public static JsonObject Of(InstanceSummary one) => new()
    {
        ["instanceId"] = one.Id,
        ["definitionId"] = one.DefinitionId,
        ["name"] = one.Name,
        ["version"] = one.Version,
        ["versionId"] = one.VersionId,
        ["status"] = one.Status,
        ["subStatus"] = one.SubStatus,
        ["correlationId"] = one.CorrelationId,
        ["parentId"] = one.ParentId,
        ["startedAt"] = one.CreatedAt,
        ["changedAt"] = one.UpdatedAt,
        ["endedAt"] = one.FinishedAt,
        ["incidents"] = one.Incidents,
    };

    /// <summary>With its values; without them when the definition says that they are not to be kept for people.</summary>
    public static JsonObject Whole(InstanceSummary one, WorkflowState state, bool keepsValues)
    {
        var (view, sample) = (Of(one), new TrialSample());
        // Whole, as it can be given to another run.
        view["input"] = keepsValues ? ValueJson.ToPlain(state.Input) : new JsonObject();
        view["output"] = keepsValues ? sample.Of(state.Output) : new JsonObject();
        view["variables"] = keepsValues
            ? sample.Of((state.Root?.Variables ?? []).Select(slot => KeyValuePair.Create(slot.Name, slot.Value)))
            : new JsonObject();
        view["problem"] = one.LastError;
        view["bookmarks"] = new JsonArray([.. state.Bookmarks.Select(bookmark => (JsonNode)new JsonObject
        {
            ["id"] = bookmark.Id,
            ["kind"] = bookmark.Kind,
            ["activityId"] = bookmark.ActivityId,
            ["dueAt"] = bookmark.DueAt,
            ["payload"] = sample.Of(bookmark.Payload),
        })]);
        view["incidents"] = new JsonArray([.. state.Incidents.Select(incident => (JsonNode)new JsonObject
        {
            ["activityId"] = incident.ActivityId,
            ["message"] = sample.Cut(incident.Message),
            ["at"] = incident.At,
        })]);
        return view;
    }
}
