using Cer.Workflows.Definitions;

namespace Cer.Workflows.Hosting;

/// <summary>A version of a definition as it is kept.</summary>
public sealed record SavedDefinition(
    WorkflowDefinition Definition,
    DefinitionRevision Revision,
    bool IsLatest,
    bool IsPublished,
    bool HasRun,
    DateTimeOffset SavedAt,
    string SavedBy,
    DateTimeOffset? PublishedAt);
