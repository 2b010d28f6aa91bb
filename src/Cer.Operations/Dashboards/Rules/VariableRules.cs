using System.Text.RegularExpressions;
using Cer.Operations.Dashboards.Sql;

namespace Cer.Operations.Dashboards.Rules;

/// <summary>Rules of what can be chosen on a dashboard.</summary>
internal static partial class VariableRules
{
    private const string Rule = "V01";

    public static IEnumerable<DashboardFinding> Check(Board board)
    {
        foreach (var (file, query) in board.Variables.Select(variable => (variable.File, variable.Query)))
        {
            if (file.Name is null || !Name().IsMatch(file.Name))
                yield return Of($"found the variable '{file.Name}', expected lower-case letters, digits and _");
            if (!BoardVariable.Types.Contains(file.Type))
                yield return Of(
                    $"found the variable {file.Name} of type '{file.Type}', expected one of {string.Join(", ", BoardVariable.Types)}");
            if (file.Hide is not (null or 0 or 1 or 2)) yield return Of($"found hide {file.Hide} of {file.Name}, expected 0, 1 or 2");
            if (!string.IsNullOrEmpty(file.Regex)) yield return Of($"found a regex of {file.Name}, expected the query to choose");
            if (file.Type == "query" && !PanelRules.IsOurs(file.Datasource))
                yield return Of($"found another data source of {file.Name}, expected {PanelRules.SourceUid}");
            if (file.Type == "query" && (file.Refresh is not (null or 1) || query?.UsesTime == true))
                yield return Of($"found the variable {file.Name} that changes with the span, expected refresh 1 and no macro of time");
            if (file.Type is not "query" && string.IsNullOrEmpty(file.Query) && file.Type != "textbox")
                yield return Of($"found nothing to choose in {file.Name}, expected its query to say it");
            if (file.Type == "interval" && file.Query?.Split(',').Any(one => !SqlRange.Intervals.Contains(one.Trim())) == true)
                yield return Of($"found another interval in {file.Name}, expected of {string.Join(", ", SqlRange.Intervals)}");
            if (file.Name == BoardVariable.Community && (file.Type != "query" || file.Multi == true || file.IncludeAll == true))
                yield return Of("found several communities to be chosen at once, expected one at a time, of a query");
            if (file.Multi == true && file.Type is "constant" or "textbox" or "interval")
                yield return Of($"found {file.Name} with several values, expected one");
        }

        foreach (var same in board.Variables.GroupBy(variable => variable.File.Name).Where(same => same.Count() > 1))
            yield return Of($"found the variable {same.Key} twice, expected each once");

        DashboardFinding Of(string sentence) => new(board.Name, null, Rule, sentence);
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$")]
    private static partial Regex Name();
}
