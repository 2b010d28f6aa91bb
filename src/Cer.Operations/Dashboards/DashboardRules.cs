using Cer.Operations.Dashboards.Rules;

namespace Cer.Operations.Dashboards;

/// <summary>The rules that every dashboard file keeps: D of the whole, P of panels, S of statements, V of variables.</summary>
/// <remarks>
/// D01 uid, file and title fit and are unique; D02 nothing of an export; D03 zone, week, version; P01 only types and options that
/// are drawn; P02 units; P03 the grid; P04 both languages; P05 queries of our source; P06 links lead to dashboards; S01 one statement
/// that reads, by known macros; S02 variables as parameters; S03 views of the dashboard's schema; S04 series by time; S05 groups of at
/// most an hour; S06 nothing to choose for everybody; S07 the community is named; V01 variables; L01 the form of the file.
/// </remarks>
public static class DashboardRules
{
    /// <summary>What is wrong with a dashboard by itself.</summary>
    public static IEnumerable<DashboardFinding> Check(Board board) =>
        [.. TopRules.Check(board), .. PanelRules.Check(board), .. WordRules.Check(board),
            .. QueryRules.Check(board), .. VariableRules.Check(board)];

    /// <summary>What is wrong with dashboards beside each other.</summary>
    public static IEnumerable<DashboardFinding> CheckTogether(IReadOnlyList<Board> boards) =>
    [
        .. boards.GroupBy(board => board.Uid).Where(same => same.Count() > 1).SelectMany(same => same.Skip(1)
            .Select(board =>
                new DashboardFinding(board.Name, null, "D01", $"found the uid {board.Uid} a second time, expected each once"))),
        .. boards.GroupBy(board => (board.Audience == Audience.Member, board.File.Title)).Where(same => same.Count() > 1)
            .SelectMany(same => same.Skip(1)).Select(board => new DashboardFinding(
                board.Name, null, "D01", $"found the title '{board.File.Title}' a second time in the folder, expected each once")),
    ];
}
