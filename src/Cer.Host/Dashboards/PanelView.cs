using System.Text.Json;
using System.Text.Json.Serialization;
using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Files;
using Dashboard = Cer.Operations.Dashboards.Board;

namespace Cer.Host.Dashboards;

/// <summary>A panel as the page gets it: as the file has it, without its statements, with its English words.</summary>
internal sealed record PanelView(
    int Id,
    string Type,
    TwoTongues Title,
    TwoTongues Description,
    GridFile GridPos,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Row,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Collapsed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TimeFrom,
    IReadOnlyList<string> RefIds,
    bool Live,
    string? Unit,
    JsonElement? FieldConfig,
    JsonElement? Options,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyDictionary<string, string> MappingNames,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TwoTongues? Text)
{
    private static readonly Dictionary<string, string> None = [];

    public static PanelView Of(Dashboard board, BoardPanel panel)
    {
        var (file, side) = (panel.File, board.English.Panel(panel.Id));
        return new(
            panel.Id,
            file.Type!,
            TwoTongues.Of(file.Title, side.Title),
            TwoTongues.Of(file.Description, side.Description),
            file.GridPos!,
            panel.Row,
            file.Collapsed,
            file.TimeFrom,
            [.. panel.Queries.Select(query => query.RefId)],
            panel.IsLive,
            Member(Member(file.FieldConfig, "defaults"), "unit")?.GetString(),
            file.FieldConfig,
            file.Options,
            side.Names ?? None,
            side.Mappings ?? None,
            Member(file.Options, "content")?.GetString() is { } text ? TwoTongues.Of(text, side.Text) : null);
    }

    private static JsonElement? Member(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } record && record.TryGetProperty(name, out var member) ? member : null;
}
