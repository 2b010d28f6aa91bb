using Cer.Operations.Dashboards;
using Dashboard = Cer.Operations.Dashboards.Board;

namespace Cer.Host.Dashboards;

/// <summary>A dashboard in a list.</summary>
internal sealed record BoardRow(string Uid, TwoTongues Title, TwoTongues Description, IReadOnlyList<string> Tags, string Audience)
{
    public static BoardRow Of(Dashboard board) => new(
        board.Uid,
        TwoTongues.Of(board.File.Title, board.English.Title),
        TwoTongues.Of(board.File.Description, board.English.Description),
        board.File.Tags ?? [],
        Word(board.Audience));

    public static string Word(Audience audience) => audience switch
    {
        Cer.Operations.Dashboards.Audience.Staff => "staff",
        Cer.Operations.Dashboards.Audience.Member => "member",
        _ => "public",
    };
}
