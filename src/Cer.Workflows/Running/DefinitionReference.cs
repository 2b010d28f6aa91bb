namespace Cer.Workflows.Running;

/// <summary>How an activity names the definition that it runs.</summary>
/// <param name="DefinitionId">The stable id; null when only a version is named.</param>
/// <param name="VersionId">The id of one version, looked for first.</param>
/// <param name="Version">The number of a version, looked for second.</param>
/// <param name="TypeName">The type that Elsa makes of the definition's name; looked for when no id is written.</param>
public sealed record DefinitionReference(
    string? DefinitionId, string? VersionId = null, int? Version = null, string? TypeName = null);
