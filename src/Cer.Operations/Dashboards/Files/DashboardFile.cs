using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cer.Operations.Dashboards.Files;

/// <summary>A dashboard as its file has it: Grafana's Classic model, as much of it as is drawn here.</summary>
public sealed record DashboardFile
{
    public string? Uid { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public int? SchemaVersion { get; init; }
    public bool? Editable { get; init; }
    public int? GraphTooltip { get; init; }
    public string? Timezone { get; init; }
    public string? WeekStart { get; init; }
    public string? Refresh { get; init; }
    public TimeFile? Time { get; init; }
    public PickerFile? Timepicker { get; init; }
    public AnnotationListFile? Annotations { get; init; }
    public IReadOnlyList<LinkFile>? Links { get; init; }
    public VariableListFile? Templating { get; init; }
    public IReadOnlyList<JsonElement>? Panels { get; init; }

    /// <summary>What an export of Grafana adds, and no file of ours may have.</summary>
    public JsonElement? Id { get; init; }
    public JsonElement? Version { get; init; }

    [JsonPropertyName("__inputs")]
    public JsonElement? Inputs { get; init; }

    [JsonPropertyName("__requires")]
    public JsonElement? Requires { get; init; }
}
