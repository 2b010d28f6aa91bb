using Cer.Host.People;
using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Spans;
using Cer.Operations.Ports;
using NodaTime;
using Dashboard = Cer.Operations.Dashboards.Board;

namespace Cer.Host.Dashboards;

/// <summary>The dashboard for everybody, where the settings open it: sums of a community, and nothing to choose.</summary>
internal static class PublicEndpoints
{
    private static readonly Dictionary<string, string[]> Nothing = [];

    public static void MapPublicDashboard(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/public/dashboards").WithTags("Dashboards").OpenToAll()
            .AddEndpointFilter(BoardAnswers.TellFaultsAsync);
        group.MapGet($"/{Dashboard.PublicUid}", GetAsync).WithSummary("The dashboard for everybody; 404 while it is closed.");
        group.MapPost($"/{Dashboard.PublicUid}/query", QueryAsync).WithSummary("The answer of one query of its panels.");
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, BoardSet boards, AskBoard ask, PublicDoor door, PublicPace pace, ICommunityStore communities)
    {
        if (!pace.Take(context.Connection.RemoteIpAddress)) return TooOften(context);
        if (await OpenAsync(context, boards, door) is not { } board) return BoardAnswers.NoBoard();
        var isInvented = (await communities.ListAsync(context.RequestAborted)).Any(community => community.Invented);
        var chosen = await ask.ChoicesAsync(board, Nothing, Anybody(context), context.RequestAborted);
        return BoardAnswers.Of(
            context,
            chosen,
            (variables, _) => BoardView.Of(board, variables, []) with { Ranges = OpenSpans.Of(board), Invented = isInvented });
    }

    private static async Task<IResult> QueryAsync(
        HttpContext context, BoardSet boards, AskBoard ask, PublicDoor door, PublicPace pace, TimeProvider time)
    {
        if (!pace.Take(context.Connection.RemoteIpAddress)) return TooOften(context);
        if (await OpenAsync(context, boards, door) is not { } board) return BoardAnswers.NoBoard();
        var body = await JsonBody.ReadAsync<QueryBody>(context);
        var range = body.Named(board, Instant.FromDateTimeOffset(time.GetUtcNow()));
        var outcome = await ask.PanelAsync(
            board, new(body.PanelId ?? 0, body.RefId ?? "", range, Nothing), Anybody(context), context.RequestAborted);
        return BoardAnswers.Of(context, outcome, AnswerView.Of);
    }

    private static BoardViewer Anybody(HttpContext context) =>
        new(null) { Place = CallerPlace.Of(context.Connection.RemoteIpAddress) };

    private static async Task<Dashboard?> OpenAsync(HttpContext context, BoardSet boards, PublicDoor door) =>
        boards.Find(Dashboard.PublicUid) is { Audience: Audience.Public } board
            && await door.IsOpenAsync(context.RequestAborted) ? board : null;

    private static IResult TooOften(HttpContext context) =>
        BoardAnswers.TooMany(context, $"Found more than {PublicPace.MostInAMinute} calls in a minute, expected fewer.");
}
