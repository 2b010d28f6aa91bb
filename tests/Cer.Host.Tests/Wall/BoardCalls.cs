using System.Text.Json;
using Cer.Domain;
using Cer.Host.Dashboards;
using Cer.Operations.Dashboards;
using NodaTime.Text;
using Dashboard = Cer.Operations.Dashboards.Board;

namespace Cer.Host.Tests.Wall;

/// <summary>What can be asked of every dashboard that comes with the program: each query of each panel, for the marked member.</summary>
internal static class BoardCalls
{
    private const string Query = "/query";
    private const string Marks = "/annotations";

    public static bool IsOne(Door door) => door.Method == "POST" && door.Pattern.Contains("/dashboards/", StringComparison.Ordinal);

    public static IEnumerable<string> Uids => BoardFiles.Shipped.Boards.Select(board => board.Uid);

    public static IEnumerable<Taught.Call> Of(Door door, WalledTown town, IReadOnlyList<string> points)
    {
        foreach (var board in BoardFiles.Shipped.Boards)
        {
            var path = door.Pattern.Replace("{uid}", board.Uid, StringComparison.Ordinal);
            if (path == door.Pattern && board.Audience != Audience.Public) continue;
            foreach (var body in Bodies(door, board, town, points)) yield return new(path, JsonSerializer.Serialize(body));
        }
    }

    private static IEnumerable<Dictionary<string, object?>> Bodies(
        Door door, Dashboard board, WalledTown town, IReadOnlyList<string> points)
    {
        // As who is meant, as oneself, and as everybody of the other community.
        foreach (var (community, number, member) in new (string?, int, int?)[]
        {
            (WalledTown.Here, town.Community.Value, town.Bruno), (null, town.Community.Value, null),
            (WalledTown.Elsewhere, town.Another.Value, town.Bruno),
        })
        {
            var variables = board.Variables.ToDictionary(
                variable => variable.Name,
                variable => new[] { variable.Name == BoardVariable.Community ? $"{number}" : points[0] });
            var onlyCommunity = variables.Where(one => one.Key == BoardVariable.Community).ToDictionary();
            // Of those who are meant and of oneself also what is of today; everybody's dashboard knows its spans by their names.
            foreach (var (from, to, span) in Spans(town).Take(community == WalledTown.Elsewhere ? 1 : 2))
            {
                var named = new Dictionary<string, object?>
                {
                    ["from"] = from,
                    ["to"] = to,
                    ["span"] = span,
                    ["community"] = community,
                    ["member"] = member,
                };
                if (door.Pattern.EndsWith(Marks, StringComparison.Ordinal)) yield return new(named) { ["variables"] = onlyCommunity };
                if (!door.Pattern.EndsWith(Query, StringComparison.Ordinal)) continue;
                foreach (var (panel, query) in board.Panels.SelectMany(panel => panel.Queries.Select(query => (panel, query))))
                {
                    named["panelId"] = panel.Id;
                    named["refId"] = query.RefId;
                    yield return new(named) { ["variables"] = onlyCommunity };
                    if (variables.Count > onlyCommunity.Count && member is not null)
                        yield return new(named) { ["variables"] = variables };
                }
            }
        }
    }

    private static IEnumerable<(string From, string To, object? Span)> Spans(WalledTown town)
    {
        yield return ("2026-04-01T00:00:00Z", "2026-06-01T00:00:00Z", new { from = "now/y", to = "now/y" });
        yield return (
            InstantPattern.General.Format(MarketHour.StartOf(town.Today)),
            InstantPattern.General.Format(MarketHour.StartOf(town.Today.PlusDays(1))),
            new { from = "now/d", to = "now/d" });
    }
}
