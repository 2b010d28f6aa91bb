using System.Text.Json.Nodes;

namespace Cer.Workflows.Definitions;

/// <summary>A workflow definition of Elsa 3: a typed view of its JSON, of which nothing is lost.</summary>
/// <remarks>It is never changed: the editor and the store make a new one from new text.</remarks>
public sealed class WorkflowDefinition
{
    internal WorkflowDefinition(JsonObject json)
    {
        Json = json;
        VersionId = JsonRead.Text(json["id"]) ?? "";
        DefinitionId = JsonRead.Text(json["definitionId"]) ?? VersionId;
        Name = JsonRead.Text(json["name"]);
        Version = JsonRead.Int(json["version"]) ?? 1;
        IsLatest = json["isLatest"] is null || JsonRead.Flag(json["isLatest"]);
        IsPublished = json["isPublished"] is null || JsonRead.Flag(json["isPublished"]);
        Variables = VariableDefinition.Of(json);
        Inputs = [.. JsonRead.Objects(json["inputs"]).Select(InputDefinition.Read)];
        Outputs = [.. JsonRead.Objects(json["outputs"]).Select(InputDefinition.Read)];
        Outcomes = [.. (json["outcomes"] as JsonArray ?? []).Select(JsonRead.Text).OfType<string>()];
        Root = new((JsonObject)json["root"]!, "");
    }

    public JsonObject Json { get; }

    /// <summary>The id of this version: what instances refer to.</summary>
    public string VersionId { get; }

    /// <summary>The id that stays from version to version.</summary>
    public string DefinitionId { get; }

    public string? Name { get; }

    public int Version { get; }

    public bool IsLatest { get; }

    public bool IsPublished { get; }

    public IReadOnlyList<VariableDefinition> Variables { get; }

    public IReadOnlyList<InputDefinition> Inputs { get; }

    public IReadOnlyList<InputDefinition> Outputs { get; }

    /// <summary>Names a composite made of it may complete with.</summary>
    public IReadOnlyList<string> Outcomes { get; }

    public ActivityNode Root { get; }

    public JsonNode? Option(string name) => (Json["options"] as JsonObject)?[name];

    public JsonNode? Custom(string name) => (Json["customProperties"] as JsonObject)?[name];

    /// <summary>Whether faults of one activity leave the others running, as the strategy of incidents says.</summary>
    public bool ContinuesAfterFaults =>
        JsonRead.Text(Option("incidentStrategyType"))?.Contains("ContinueWithIncidents", StringComparison.Ordinal) == true;

    public override string ToString() => Name ?? DefinitionId;
}
