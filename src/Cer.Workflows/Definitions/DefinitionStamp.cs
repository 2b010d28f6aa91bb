using System.Text.Json.Nodes;

namespace Cer.Workflows.Definitions;

/// <summary>Writes into a definition which version it is; everything else stays as it came.</summary>
public static class DefinitionStamp
{
    public static WorkflowDefinition Stamp(
        WorkflowDefinition definition, string versionId, string definitionId, int version, bool isLatest, bool isPublished)
    {
        if (definition.VersionId == versionId && definition.DefinitionId == definitionId && definition.Version == version
            && definition.IsLatest == isLatest && definition.IsPublished == isPublished) return definition;
        var json = (JsonObject)definition.Json.DeepClone();
        json["id"] = versionId;
        json["definitionId"] = definitionId;
        json["version"] = version;
        json["isLatest"] = isLatest;
        json["isPublished"] = isPublished;
        return new(json);
    }
}
