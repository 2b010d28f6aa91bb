using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Files;
using Dashboard = Cer.Operations.Dashboards.Board;

namespace Cer.Host.Dashboards;

/// <summary>A dashboard as the page gets it; never a statement.</summary>
internal sealed record BoardView(
    string Uid,
    TwoTongues Title,
    TwoTongues Description,
    string Audience,
    TimeFile Time,
    string? Refresh,
    IReadOnlyList<string> RefreshIntervals,
    IReadOnlyList<BoardView.LinkView> Links,
    int GraphTooltip,
    IReadOnlyList<VariableView> Variables,
    IReadOnlyList<BoardView.AnnotationView> Annotations,
    IReadOnlyList<PanelView> Panels)
{
    /// <summary>The only spans that may be asked about; null when every one may.</summary>
    public IReadOnlyList<TimeFile>? Ranges { get; init; }

    /// <summary>Whether the community is invented, for a demonstration; told of the dashboard for everybody alone.</summary>
    public bool? Invented { get; init; }

    /// <param name="board">The dashboard.</param>
    /// <param name="chosen">Its variables.</param>
    /// <param name="others">The dashboards that the person may open.</param>
    public static BoardView Of(Dashboard board, IReadOnlyList<ChosenVariable> chosen, IReadOnlyList<Dashboard> others) => new(
        board.Uid,
        TwoTongues.Of(board.File.Title, board.English.Title),
        TwoTongues.Of(board.File.Description, board.English.Description),
        BoardRow.Word(board.Audience),
        board.File.Time!,
        string.IsNullOrEmpty(board.File.Refresh) ? null : board.File.Refresh,
        board.File.Timepicker?.RefreshIntervals ?? [],
        [.. others.Where(other => other.Uid != board.Uid && Leads(board, other)).Select(LinkView.Of)],
        board.File.GraphTooltip ?? 0,
        [.. chosen.Select(one => VariableView.Of(board, one))],
        [.. board.Annotations.Select(mark => new AnnotationView(
            mark.Name, TwoTongues.Of(mark.Name, board.English.Annotations?.GetValueOrDefault(mark.Name)), mark.IsEnabled))],
        [.. board.Panels.Select(panel => PanelView.Of(board, panel))]);

    private static bool Leads(Dashboard board, Dashboard other) => (board.File.Links ?? []).Any(link => link.Type == "dashboards"
        ? link.Tags?.Any(tag => other.File.Tags?.Contains(tag) == true) == true
        : link.Url?.Split('?')[0].TrimEnd('/').EndsWith($"d/{other.Uid}", StringComparison.Ordinal) == true);

    internal sealed record LinkView(string Uid, TwoTongues Title)
    {
        public static LinkView Of(Dashboard board) => new(board.Uid, TwoTongues.Of(board.File.Title, board.English.Title));
    }

    internal sealed record AnnotationView(string Name, TwoTongues Label, bool Enabled);
}
