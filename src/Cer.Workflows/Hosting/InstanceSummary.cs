namespace Cer.Workflows.Hosting;

/// <summary>An instance as a list shows it.</summary>
public sealed record InstanceSummary(
    string Id,
    string DefinitionId,
    string VersionId,
    int Version,
    string? Name,
    string? CorrelationId,
    string? ParentId,
    string Status,
    string SubStatus,
    int Incidents,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt,
    string? LastError);
