using System.Text.Json.Nodes;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows;

/// <summary>What activities did, as pages show it; once much has been told, of the rest only its size.</summary>
internal sealed class HistoryView
{
    private int _left = 8 * 1024 * 1024;

    public JsonObject Of(HistoryRow row) => new()
    {
        ["executionId"] = row.ExecutionId,
        ["parentId"] = row.ParentExecution,
        ["activityId"] = row.ActivityId,
        ["nodeId"] = row.NodeId,
        ["type"] = row.Type,
        ["status"] = row.Status,
        ["outcomes"] = row.Outcomes is { } outcomes ? new JsonArray([.. outcomes.Select(one => (JsonNode)one)]) : null,
        ["inputs"] = Kept(row.Inputs),
        ["outputs"] = Kept(row.Outputs),
        ["iteration"] = row.Iteration is null ? null : Kept(row.Iteration),
        ["fault"] = row.Fault,
        ["attempts"] = row.Attempt,
        ["startedAt"] = row.StartedAt,
        ["endedAt"] = row.EndedAt,
    };

    private JsonNode Kept(string? text)
    {
        if (text is null) return new JsonObject();
        _left -= text.Length;
        return _left >= 0 ? FlowJson.Kept(text) : new JsonObject { ["tooLarge"] = text.Length };
    }
}
