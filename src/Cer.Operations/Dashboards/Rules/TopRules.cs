using System.Text.RegularExpressions;
using Cer.Operations.Dashboards.Files;

namespace Cer.Operations.Dashboards.Rules;

/// <summary>Rules of a dashboard as a whole.</summary>
internal static partial class TopRules
{
    private const int Version = 42;

    public static IEnumerable<DashboardFinding> Check(Board board)
    {
        var file = board.File;
        if (file.Uid is null || !Uid().IsMatch(file.Uid))
            yield return Of("D01", $"found the uid '{file.Uid}', expected lower-case letters, digits and hyphens, at most 40");
        else if (Path.GetFileName(board.Name) != $"{file.Uid}{BoardSet.JsonEnd}")
            yield return Of("D01", $"found the uid {file.Uid}, expected that of the file's name");
        if (string.IsNullOrWhiteSpace(file.Title)) yield return Of("D01", "found no title, expected one");
        foreach (var (name, value) in new[]
            { ("id", file.Id), ("version", file.Version), ("__inputs", file.Inputs), ("__requires", file.Requires) })
            if (value is not null) yield return Of("D02", $"found {name}, which an export adds, expected a file without it");
        if (file.Timezone != "Europe/Rome") yield return Of("D03", $"found the timezone '{file.Timezone}', expected Europe/Rome");
        if (file.WeekStart != "monday") yield return Of("D03", $"found the weekStart '{file.WeekStart}', expected monday");
        if (file.Editable != false) yield return Of("D03", "found a dashboard that may be edited, expected editable false");
        if (file.SchemaVersion != Version) yield return Of("D03", $"found the schemaVersion {file.SchemaVersion}, expected {Version}");
        if (!IsTime(file.Time?.From) || !IsTime(file.Time?.To))
            yield return Of("L01", "found another time, expected from and to such as now-30d/d and now");
        if (file.Refresh is { Length: > 0 } refresh && !Pause().IsMatch(refresh))
            yield return Of("L01", $"found the refresh '{refresh}', expected one such as 15m, or none");
        if (file.GraphTooltip is not (null or 0 or 1 or 2))
            yield return Of("L01", $"found the graphTooltip {file.GraphTooltip}, expected 0, 1 or 2");
        foreach (var mark in file.Annotations?.List ?? [])
            if (string.IsNullOrWhiteSpace(mark.Name) || mark.Target is null || !PanelRules.IsOurs(mark.Datasource))
                yield return Of("P05", $"found the annotation '{mark.Name}' otherwise, expected a name, our data source and a target");
        foreach (var link in file.Links ?? [])
            if (ProblemOf(link) is { } problem) yield return Of("P06", problem);

        DashboardFinding Of(string rule, string sentence) => new(board.Name, null, rule, sentence);
    }

    /// <summary>What is wrong with a link; null when nothing is.</summary>
    public static string? ProblemOf(LinkFile link) => link switch
    {
        { Type: "dashboards", Tags.Count: > 0 } => null,
        { Type: "link" or null, Url: { } url } when LeadsToBoard(url) => null,
        _ => $"found the link '{link.Title}' to elsewhere, expected one to dashboards by tags, or to /d/ and a uid",
    };

    public static bool LeadsToBoard(string url) => Target().IsMatch(url);

    private static bool IsTime(string? text) => text is not null && Moment().IsMatch(text);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex Uid();

    [GeneratedRegex("^now([-+][0-9]{1,4}[smhdwMy])?(/[hdwMy])?$")]
    private static partial Regex Moment();

    [GeneratedRegex("^[1-9][0-9]{0,3}[smh]$")]
    private static partial Regex Pause();

    [GeneratedRegex("^/?d/[a-z][a-z0-9-]{0,39}([/?][^\\s<>\"']*)?$")]
    private static partial Regex Target();
}
