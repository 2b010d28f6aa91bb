using Cer.Host.People;
using Cer.Operations.Dashboards;
using Dashboard = Cer.Operations.Dashboards.Board;

namespace Cer.Host.Dashboards;

/// <summary>The dashboard for everybody, where the settings open it: sums of a community, and nothing to choose.</summary>
internal static class PublicEndpoints
{
    private static readonly BoardViewer Everybody = new(null);
    private static readonly Dictionary<string, string[]> Nothing = [];

    public static void MapPublicDashboard(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/public/dashboards").WithTags("Dashboards").OpenToAll()
            .AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet($"/{Dashboard.PublicUid}", GetAsync).WithSummary("The dashboard for everybody; 404 while it is closed.");
        group.MapPost($"/{Dashboard.PublicUid}/query", QueryAsync).WithSummary("The answer of one query of its panels.");
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, BoardSet boards, AskBoard ask, PublicDoor door, PublicPace pace)
    {
        if (!pace.Take(context.Connection.RemoteIpAddress)) return TooOften(context);
        if (await OpenAsync(context, boards, door) is not { } board) return BoardAnswers.NoBoard();
        var chosen = await ask.ChoicesAsync(board, Nothing, Everybody, context.RequestAborted);
        return BoardAnswers.Of(context, chosen, (variables, _) => BoardView.Of(board, variables, []));
    }

    private static async Task<IResult> QueryAsync(
        HttpContext context, BoardSet boards, AskBoard ask, PublicDoor door, PublicPace pace)
    {
        if (!pace.Take(context.Connection.RemoteIpAddress)) return TooOften(context);
        if (await OpenAsync(context, boards, door) is not { } board) return BoardAnswers.NoBoard();
        var body = await JsonBody.ReadAsync<QueryBody>(context);
        var outcome = await ask.PanelAsync(
            board, new(body.PanelId ?? 0, body.RefId ?? "", body.Range(), Nothing), Everybody, context.RequestAborted);
        return BoardAnswers.Of(context, outcome, AnswerView.Of);
    }

    private static async Task<Dashboard?> OpenAsync(HttpContext context, BoardSet boards, PublicDoor door) =>
        boards.Find(Dashboard.PublicUid) is { Audience: Audience.Public } board
            && await door.IsOpenAsync(context.RequestAborted) ? board : null;

    private static IResult TooOften(HttpContext context) =>
        BoardAnswers.TooMany(context, $"Found more than {PublicPace.MostInAMinute} calls in a minute, expected fewer.");
}
