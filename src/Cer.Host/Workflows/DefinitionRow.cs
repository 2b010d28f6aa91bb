using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows;

/// <summary>A workflow as a list shows it.</summary>
internal sealed record DefinitionRow(
    string DefinitionId,
    string? Name,
    string? Description,
    int Version,
    string VersionId,
    int Revision,
    bool IsPublished,
    int? PublishedVersion,
    string ChangedBy,
    DateTimeOffset ChangedAt,
    int Problems)
{
    public static DefinitionRow Of(SavedDefinition saved, int? published, int problems) => new(
        saved.Definition.DefinitionId,
        saved.Definition.Name,
        saved.Definition.Json["description"] is System.Text.Json.Nodes.JsonValue value && value.TryGetValue<string>(out var text)
            ? text : null,
        saved.Revision.Version,
        saved.Definition.VersionId,
        saved.Revision.Revision,
        saved.IsPublished,
        published,
        saved.SavedBy,
        saved.SavedAt,
        problems);
}
