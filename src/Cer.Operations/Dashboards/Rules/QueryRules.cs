using Cer.Operations.Dashboards.Sql;

namespace Cer.Operations.Dashboards.Rules;

/// <summary>Rules of what a dashboard asks the database.</summary>
internal static class QueryRules
{
    public static IEnumerable<DashboardFinding> Check(Board board)
    {
        foreach (var panel in board.Panels)
        {
            foreach (var query in panel.Queries)
            {
                foreach (var fault in Faults(board, query.Sql)) yield return Of(panel.Id, fault);
                if (query.Format != BoardQuery.TimeSeries) continue;
                foreach (var fault in SqlRules.CheckSeries(query.Sql)) yield return Of(panel.Id, fault);
            }
        }

        foreach (var mark in board.Annotations)
            foreach (var fault in Faults(board, mark.Sql)) yield return Of(null, fault);
        for (var place = 0; place < board.Variables.Count; place++)
        {
            if (board.Variables[place].Query is not { } query) continue;
            var earlier = board.Variables.Take(place).Select(variable => variable.File.Name).ToHashSet();
            foreach (var fault in SqlRules.Check(query, board.Schema)) yield return Of(null, fault);
            foreach (var name in query.Variables.Where(name => !earlier.Contains(name)))
                yield return Of(null, new("V01", $"found the variable {name} in the query of another, expected one that comes before it"));
            if (board.Audience == Audience.Staff && board.Variables[place].File.Name != BoardVariable.Community && !NamesCommunity(query))
                yield return Of(null, Unnamed);
        }

        if (board.Audience == Audience.Public && (board.Variables.Count > 0
            || board.Panels.SelectMany(panel => panel.Queries).Any(query => query.Sql.Variables.Count > 0)))
            yield return Of(null, new("S06", "found a variable, expected none in the dashboard for everybody"));

        DashboardFinding Of(int? panel, SqlFault fault) => new(board.Name, panel, fault.Rule, fault.Sentence);
    }

    private static SqlFault Unnamed => new(
        "S07", $"found a statement that reads every community, expected ${{{BoardVariable.Community}:sqlstring}} in it");

    private static IEnumerable<SqlFault> Faults(Board board, SqlTemplate sql)
    {
        foreach (var fault in SqlRules.Check(sql, board.Schema)) yield return fault;
        foreach (var name in sql.Variables.Where(name => !board.Variables.Any(variable => variable.File.Name == name)))
            yield return new("S02", $"found the variable {name}, expected one of the dashboard's");
        if (board.Audience == Audience.Staff && !NamesCommunity(sql)) yield return Unnamed;
    }

    private static bool NamesCommunity(SqlTemplate sql) => sql.Variables.Contains(BoardVariable.Community);
}
