using System.Text.Json.Nodes;
using Cer.Workflows.Checking;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows;

/// <summary>A version of a workflow with its document, as the editor loads it.</summary>
internal static class DefinitionView
{
    public static JsonObject Of(SavedDefinition saved, IReadOnlyList<Problem> problems) => new()
    {
        ["definitionId"] = saved.Definition.DefinitionId,
        ["version"] = saved.Revision.Version,
        ["versionId"] = saved.Definition.VersionId,
        ["revision"] = saved.Revision.Revision,
        ["isLatest"] = saved.IsLatest,
        ["isPublished"] = saved.IsPublished,
        ["changedBy"] = saved.SavedBy,
        ["changedAt"] = saved.SavedAt,
        ["document"] = saved.Definition.Json.DeepClone(),
        ["problems"] = FlowJson.Node(problems),
    };
}
