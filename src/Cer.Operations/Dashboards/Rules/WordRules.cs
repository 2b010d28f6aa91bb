using Cer.Operations.Dashboards.Shapes;
using Cer.Operations.Dashboards.Sql;

namespace Cer.Operations.Dashboards.Rules;

/// <summary>Every Italian text has an English one beside it.</summary>
internal static class WordRules
{
    private const string Rule = "P04";

    public static IEnumerable<DashboardFinding> Check(Board board)
    {
        foreach (var (what, italian, english) in new[]
            {
                ("title", board.File.Title, board.English.Title), ("description", board.File.Description, board.English.Description),
            })
            foreach (var fault in Both(what, italian, english)) yield return new(board.Name, null, Rule, fault);
        foreach (var variable in board.Variables)
            foreach (var fault in Both(
                $"label of the variable {variable.File.Name}", variable.File.Label,
                variable.File.Name is { } name ? board.English.Variables?.GetValueOrDefault(name) : null))
                yield return new(board.Name, null, Rule, fault);
        foreach (var mark in board.Annotations)
            foreach (var fault in Both($"name of the annotation '{mark.Name}'", mark.Name,
                board.English.Annotations?.GetValueOrDefault(mark.Name)))
                yield return new(board.Name, null, Rule, fault);
        foreach (var panel in board.Panels)
            foreach (var fault in Faults(board, panel)) yield return new(board.Name, panel.Id, Rule, fault);
        foreach (var id in (board.English.Panels?.Keys ?? []).Where(id => !board.Panels.Any(panel => $"{panel.Id}" == id)))
            yield return new(board.Name, null, Rule, $"found English words of the panel '{id}', expected those of panels that are there");
    }

    /// <summary>The names that answers of a panel have for people: quoted aliases and names of fields.</summary>
    public static IEnumerable<string> NamesOf(BoardPanel panel) => panel.Queries.SelectMany(query => Aliases(query.Sql))
        .Concat(FieldWords.Of(panel.File.FieldConfig, "displayName")).Where(name => name.Any(char.IsLetter)).Distinct();

    private static IEnumerable<string> Faults(Board board, BoardPanel panel)
    {
        var side = board.English.Panel(panel.Id);
        foreach (var fault in Both("title", panel.File.Title, side.Title)) yield return fault;
        if (panel.File.Type == PanelShapes.Row) yield break;
        foreach (var fault in Both("description", panel.File.Description, side.Description)) yield return fault;
        foreach (var name in NamesOf(panel).Where(name => side.Names?.ContainsKey(name) != true))
            yield return $"found no English name for '{name}', expected one in names of the side file";
        foreach (var text in FieldWords.Mapped(panel.File.FieldConfig).Where(text => text.Any(char.IsLetter)).Distinct())
            if (side.Mappings?.ContainsKey(text) != true)
                yield return $"found no English text for '{text}', expected one in mappings of the side file";
        if (panel.File.Type == PanelShapes.TextPanel && string.IsNullOrWhiteSpace(side.Text))
            yield return "found no English text, expected one in the side file";
    }

    private static IEnumerable<string> Both(string what, string? italian, string? english)
    {
        if (string.IsNullOrWhiteSpace(italian)) yield return $"found no Italian {what}, expected one";
        if (string.IsNullOrWhiteSpace(english)) yield return $"found no English {what}, expected one in the side file";
    }

    private static IEnumerable<string> Aliases(SqlTemplate sql)
    {
        for (var i = 1; i < sql.Tokens.Count; i++)
            if (sql.Tokens[i].Kind == SqlTokenKind.Name && sql.Tokens[i - 1].Is("as") && sql.Tokens[i].Text != "\"time\"")
                yield return sql.Tokens[i].Text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal);
    }
}
