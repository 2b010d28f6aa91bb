using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Cer.Operations.Dashboards.Files;
using Cer.Operations.Dashboards.Sql;

namespace Cer.Operations.Dashboards;

/// <summary>Reads a dashboard file strictly: what is not drawn here is refused, so nothing is drawn otherwise than it says.</summary>
internal static partial class BoardReader
{
    private const int MostBytes = 1 << 20;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
    };

    /// <summary>The dashboard, unless something is wrong with it, and all that is.</summary>
    public static (Board? Board, IReadOnlyList<DashboardFinding> Findings) Read(
        string name, Audience audience, byte[] json, byte[]? english)
    {
        var findings = new List<DashboardFinding>();
        if (Parse<DashboardFile>(json, name, null, findings) is not { } file) return (null, findings);
        var side = english is null
            ? SideFile.Empty
            : Parse<SideFile>(english, name, null, findings, "in its English words, ") ?? SideFile.Empty;
        var panels = Panels(file.Panels ?? [], name, findings);
        var board = new Board(name, audience, file, side)
        {
            Panels = [.. panels.Select(panel => panel with { Queries = Queries(panel, name, findings) })],
            Variables = [.. (file.Templating?.List ?? []).Select(variable => Variable(variable, name, findings))],
            Annotations = [.. (file.Annotations?.List ?? []).Select(mark => Annotation(mark, name, findings)).OfType<BoardAnnotation>()],
        };
        findings.AddRange(DashboardRules.Check(board));
        return (findings.Count == 0 ? board : null, findings);
    }

    private static List<BoardPanel> Panels(IReadOnlyList<JsonElement> list, string name, List<DashboardFinding> findings)
    {
        List<BoardPanel> panels = [];
        foreach (var element in list)
        {
            if (Panel(element, name, findings) is not { } panel) continue;
            panels.Add(new(panel, null, []));
            foreach (var inner in panel.Panels ?? [])
                if (Panel(inner, name, findings) is { } within) panels.Add(new(within, panel.Id, []));
        }

        return panels;
    }

    private static PanelFile? Panel(JsonElement element, string name, List<DashboardFinding> findings)
    {
        int? id = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out var number)
            && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var known) ? known : null;
        try
        {
            return element.Deserialize<PanelFile>(Form) ?? throw new JsonException();
        }
        catch (JsonException fault)
        {
            findings.Add(new(name, id, "L01", Sentence(fault, "")));
            return null;
        }
    }

    private static T? Parse<T>(byte[] json, string name, int? panel, List<DashboardFinding> findings, string where = "")
        where T : class
    {
        try
        {
            if (json.Length > MostBytes) throw new JsonException("more than a megabyte");
            return JsonSerializer.Deserialize<T>(json, Form) ?? throw new JsonException();
        }
        catch (JsonException fault)
        {
            findings.Add(new(name, panel, "L01", Sentence(fault, where)));
            return null;
        }
    }

    private static string Sentence(JsonException fault, string where)
    {
        if (MemberName().Match(fault.Message) is { Success: true } member)
            return $"{where}found the member {member.Groups[1].Value} at {fault.Path ?? "$"}, expected only members that are drawn here";
        return fault.Path is { Length: > 0 } path and not "$"
            ? $"{where}found another kind of value at {path}, expected the one that the Classic model has there"
            : $"{where}found no JSON object that can be read, expected a dashboard in Grafana's Classic model";
    }

    private static List<BoardQuery> Queries(BoardPanel panel, string name, List<DashboardFinding> findings)
    {
        List<BoardQuery> queries = [];
        foreach (var target in panel.File.Targets ?? [])
            if (Template(target.RawSql, name, panel.Id, findings) is { } sql)
                queries.Add(new(target.RefId ?? "", target.Format ?? "", sql));
        return queries;
    }

    private static BoardVariable Variable(VariableFile variable, string name, List<DashboardFinding> findings) =>
        new(variable, variable.Type == "query" ? Template(variable.Query, name, null, findings) : null);

    private static BoardAnnotation? Annotation(AnnotationFile mark, string name, List<DashboardFinding> findings) =>
        Template(mark.Target?.RawSql, name, null, findings) is { } sql ? new(mark.Name ?? "", mark.Enable != false, sql) : null;

    private static SqlTemplate? Template(string? sql, string name, int? panel, List<DashboardFinding> findings)
    {
        var (template, faults) = SqlTemplate.Parse(sql ?? "");
        findings.AddRange(faults.Select(fault => new DashboardFinding(name, panel, fault.Rule, fault.Sentence)));
        return template;
    }

    // How System.Text.Json names a member that no record has, or that stands twice.
    [GeneratedRegex("property '([^']*)'")]
    private static partial Regex MemberName();
}
