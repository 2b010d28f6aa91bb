using System.Text.Json;
using System.Text.RegularExpressions;
using Cer.Operations.Dashboards.Files;
using Cer.Operations.Dashboards.Shapes;

namespace Cer.Operations.Dashboards.Rules;

/// <summary>Rules of panels: what they are, where they stand, what they ask.</summary>
internal static partial class PanelRules
{
    public const string SourceUid = "cer-pg";
    public const string SourceType = "grafana-postgresql-datasource";

    private const int Columns = 24;

    // Of tables and states each field may have a unit of its own, or none.
    private static readonly string[] WithoutUnit = [PanelShapes.Row, PanelShapes.TextPanel, "table", "state-timeline"];

    public static bool IsOurs(SourceFile? source) => source is { Uid: SourceUid, Type: null or SourceType };

    public static IEnumerable<DashboardFinding> Check(Board board)
    {
        foreach (var panel in board.Panels)
            foreach (var (rule, sentence) in Faults(panel)) yield return new(board.Name, panel.Id, rule, sentence);
        foreach (var same in board.Panels.GroupBy(panel => panel.Id).Where(same => same.Count() > 1))
            yield return new(board.Name, same.Key, "P03", "found its id more than once, expected each once");
        foreach (var level in board.Panels.GroupBy(panel => panel.Row))
            foreach (var over in Overlaps([.. level]))
                yield return new(board.Name, over.Below, "P03", $"found it over panel {over.Above}, expected none over another");
    }

    private static IEnumerable<(string Rule, string Sentence)> Faults(BoardPanel panel)
    {
        var file = panel.File;
        if (file.Type is null || PanelShapes.OptionsOf(file.Type) is not { } options)
        {
            yield return ("P01", $"found the type '{file.Type}', expected one of {string.Join(", ", PanelShapes.Types)}");
            yield break;
        }

        if (file.Options is { } set && options.Fault(set, "options") is { } option) yield return ("P01", option);
        if (file.FieldConfig is { } fields && PanelShapes.FieldsOf(file.Type)!.Fault(fields, "fieldConfig") is { } field)
            yield return ("P01", field);
        foreach (var unit in Units(file.FieldConfig))
            if (!KnownUnits.Has(unit)) yield return ("P02", $"found the unit '{unit}', expected a known one or one such as suffix:€");
        if (!WithoutUnit.Contains(file.Type) && !Units(file.FieldConfig).Any())
            yield return ("P02", "found no unit, expected one");
        if (panel.Id <= 0) yield return ("P03", $"found the id {panel.Id}, expected one above 0");
        if (file.GridPos is not { X: >= 0, Y: >= 0, W: > 0, H: > 0 } grid || grid.X + grid.W > Columns)
            yield return ("P03", $"found it at {file.GridPos}, expected it within {Columns} columns");
        if (file.TimeFrom is { } from && !Span().IsMatch(from))
            yield return ("L01", $"found the timeFrom '{from}', expected one such as 7d");
        if (file.Interval is { } least && !Span().IsMatch(least))
            yield return ("L01", $"found the interval '{least}', expected one such as 1h");
        foreach (var url in Urls(file.FieldConfig).Where(url => !TopRules.LeadsToBoard(url)))
            yield return ("P06", $"found a link to '{url}', expected one to /d/ and the uid of a dashboard");
        foreach (var link in file.Links ?? [])
            if (TopRules.ProblemOf(link) is { } problem) yield return ("P06", problem);
        foreach (var fault in TargetFaults(file)) yield return fault;
    }

    private static IEnumerable<(string Rule, string Sentence)> TargetFaults(PanelFile file)
    {
        var targets = file.Targets ?? [];
        var asks = file.Type is not (PanelShapes.Row or PanelShapes.TextPanel);
        if (asks != targets.Count > 0)
            yield return ("P05", asks ? "found no query, expected at least one" : "found a query, expected none in such a panel");
        if (asks && !IsOurs(file.Datasource)) yield return ("P05", $"found another data source, expected {SourceUid}");
        foreach (var target in targets)
        {
            if (target.RefId is null || !RefId().IsMatch(target.RefId))
                yield return ("P05", $"found the refId '{target.RefId}', expected a capital letter");
            if (target.Datasource is not null && !IsOurs(target.Datasource))
                yield return ("P05", $"found a query of another data source, expected {SourceUid}");
            if (target.RawQuery != true || target.EditorMode != "code")
                yield return ("P05", "found a query of the builder, expected rawQuery true and editorMode code");
            if (target.Format is not (BoardQuery.TimeSeries or BoardQuery.Table))
                yield return ("P05", $"found the format '{target.Format}', expected {BoardQuery.TimeSeries} or {BoardQuery.Table}");
        }

        if (targets.GroupBy(target => target.RefId).Any(same => same.Count() > 1))
            yield return ("P05", "found a refId twice, expected each once");
    }

    private static IEnumerable<(int Above, int Below)> Overlaps(IReadOnlyList<BoardPanel> panels) =>
        from low in Enumerable.Range(0, panels.Count)
        from high in Enumerable.Range(0, low)
        let one = panels[high].File.GridPos
        let two = panels[low].File.GridPos
        where one is not null && two is not null
            && one.X < (long)two.X + two.W && two.X < (long)one.X + one.W && one.Y < (long)two.Y + two.H && two.Y < (long)one.Y + one.H
        select (panels[high].Id, panels[low].Id);

    /// <summary>Every unit that fields of a panel have.</summary>
    private static IEnumerable<string> Units(JsonElement? config) => FieldWords.Of(config, "unit");

    private static IEnumerable<string> Urls(JsonElement? config) => FieldWords.Lists(config, "links")
        .Select(link => link.ValueKind == JsonValueKind.Object && link.TryGetProperty("url", out var url)
            && url.ValueKind == JsonValueKind.String
            ? url.GetString()! : "");

    [GeneratedRegex("^[1-9][0-9]{0,3}[smhdwMy]$")]
    private static partial Regex Span();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]{0,15}$")]
    private static partial Regex RefId();
}
