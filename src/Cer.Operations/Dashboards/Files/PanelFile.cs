using System.Text.Json;

namespace Cer.Operations.Dashboards.Files;

/// <summary>A panel of a dashboard; its options and fields are checked by the shapes of its type.</summary>
public sealed record PanelFile
{
    public int Id { get; init; }
    public string? Type { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }
    public string? PluginVersion { get; init; }
    public GridFile? GridPos { get; init; }
    public SourceFile? Datasource { get; init; }
    public IReadOnlyList<TargetFile>? Targets { get; init; }
    public JsonElement? FieldConfig { get; init; }
    public JsonElement? Options { get; init; }

    /// <summary>A span of its own, such as 7d, whatever the page shows.</summary>
    public string? TimeFrom { get; init; }
    public bool? HideTimeOverride { get; init; }
    public bool? Transparent { get; init; }
    public string? Interval { get; init; }
    public int? MaxDataPoints { get; init; }
    public IReadOnlyList<LinkFile>? Links { get; init; }

    /// <summary>Of a row: whether its panels are put away at first.</summary>
    public bool? Collapsed { get; init; }

    /// <summary>Of a row that is put away: its panels.</summary>
    public IReadOnlyList<JsonElement>? Panels { get; init; }
}
