using System.Globalization;
using Cer.Host.Mine;
using Cer.Host.People;
using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Spans;
using Cer.Operations.Dashboards.Sql;
using Cer.Operations.Ports;
using NodaTime;
using Dashboard = Cer.Operations.Dashboards.Board;

namespace Cer.Host.Dashboards;

/// <summary>The dashboards: what they look like, and what their panels are told. The statements stay here.</summary>
internal static class DashboardEndpoints
{
    private const string VariablePrefix = "var-";

    public static void MapDashboards(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/dashboards").WithTags("Dashboards").RequireSignedIn()
            .AddEndpointFilter(BoardAnswers.TellFaultsAsync);
        group.MapGet("", ListAsync).WithSummary("The dashboards that the person may open.");
        group.MapGet("/{uid}", GetAsync).WithSummary("One of them, without its statements; ?var-NAME= chooses.");
        group.MapPost("/{uid}/query", QueryAsync).WithSummary("The answer of one query of a panel.");
        group.MapPost("/{uid}/annotations", MarksAsync).WithSummary("The marks over the charts in a span.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, BoardSet boards, PublicDoor door) =>
        TypedResults.Ok((await OpenAsync(boards, await ViewerAsync(context, null, null), door, context.RequestAborted))
            .Select(BoardRow.Of).ToArray());

    private static async Task<IResult> GetAsync(
        HttpContext context, string uid, BoardSet boards, AskBoard ask, PublicDoor door, ICommunityStore communities)
    {
        var query = context.Request.Query;
        var asked = query.Where(one => one.Key.StartsWith(VariablePrefix, StringComparison.Ordinal))
            .ToDictionary(one => one.Key[VariablePrefix.Length..], one => one.Value.OfType<string>().ToArray());
        int? member = null;
        if (query["member"] is [{ } text])
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return BoardAnswers.NoBoard();
            member = number;
        }

        var community = query["community"] is [{ } code] ? code : null;
        var viewer = await ViewerAsync(context, member, community);
        var open = await OpenAsync(boards, viewer, door, context.RequestAborted);
        if (open.FirstOrDefault(known => known.Uid == uid) is not { } board) return BoardAnswers.NoBoard();
        if (!await NameCommunityAsync(board, asked, community, communities, context.RequestAborted)) return BoardAnswers.NoCommunity();
        var chosen = await ask.ChoicesAsync(board, asked, viewer, context.RequestAborted);
        return BoardAnswers.Of(
            context,
            chosen,
            (variables, _) => BoardView.Of(board, variables, open) with { Ranges = IsBound(board, viewer) ? OpenSpans.Of(board) : null });
    }

    private static async Task<IResult> QueryAsync(
        HttpContext context, string uid, BoardSet boards, AskBoard ask, PublicDoor door, ICommunityStore communities, MemberReads reads,
        NoteBoard notes, TimeProvider time)
    {
        var body = await JsonBody.ReadAsync<QueryBody>(context);
        var viewer = await ViewerAsync(context, body.Member, body.Community);
        var (board, asked, problem) = await FindAsync(context, uid, body, viewer, boards, door, communities);
        if (board is null) return problem!;
        var panel = new PanelAsk(body.PanelId ?? 0, body.RefId ?? "", RangeOf(body, board, viewer, time), asked);
        // Totals that come down to somebody's figures: whoever opens them is noted first.
        if (await ask.ChoicesAsync(board, asked, viewer, context.RequestAborted)
            is BoardOutcome<IReadOnlyList<ChosenVariable>>.Found { Answer: var chosen })
            await notes.RunAsync(board, panel, viewer, chosen, context.RequestAborted);
        var outcome = await ask.PanelAsync(board, panel, viewer, context.RequestAborted);
        if (board.Audience == Audience.Member && outcome is BoardOutcome<PanelAnswer>.Found)
            reads.Told(viewer.Key, board.Uid, body.PanelId ?? 0, body.RefId!);
        return BoardAnswers.Of(context, outcome, AnswerView.Of);
    }

    private static async Task<IResult> MarksAsync(
        HttpContext context, string uid, BoardSet boards, AskBoard ask, PublicDoor door, ICommunityStore communities, MemberReads reads,
        TimeProvider time)
    {
        var body = await JsonBody.ReadAsync<QueryBody>(context);
        var viewer = await ViewerAsync(context, body.Member, body.Community);
        var (board, asked, problem) = await FindAsync(context, uid, body, viewer, boards, door, communities);
        if (board is null) return problem!;
        var range = RangeOf(body, board, viewer, time);
        var outcome = await ask.MarksAsync(board, range, asked, viewer, context.RequestAborted);
        if (board.Audience == Audience.Member && outcome is BoardOutcome<IReadOnlyList<BoardMark>>.Found)
            reads.ToldMarks(viewer.Key, board.Uid);
        return BoardAnswers.Of(context, outcome, (marks, _) => marks.Select(mark => MarkView.Of(board, mark)).ToArray());
    }

    /// <summary>Whoever acts for a member is asked about with each call, before anything that was kept is told.</summary>
    private static async Task<BoardViewer> ViewerAsync(HttpContext context, int? member, string? community)
    {
        var viewer = new BoardViewer(context.Person(), SessionCookie.TokenOf(context), member, community) { Program = context.Token() };
        if (!OwnProfile.IsActing(context)) return viewer;
        return await OwnProfile.OpenAsync(context) is { } own
            ? viewer with { For = own.Profile }
            // Of a delegation that is over nobody's own is shown instead.
            : viewer with { Token = null, Member = -1 };
    }

    /// <summary>Whoever is not of the staff asks the dashboard for everybody as everybody does.</summary>
    private static bool IsBound(Dashboard board, BoardViewer viewer) => board.Audience == Audience.Public && !viewer.IsStaff;

    private static SqlRange RangeOf(QueryBody body, Dashboard board, BoardViewer viewer, TimeProvider time) =>
        IsBound(board, viewer) ? body.Named(board, Instant.FromDateTimeOffset(time.GetUtcNow())) : body.Range();

    private static async Task<(Dashboard? Board, Dictionary<string, string[]> Asked, IResult? Problem)> FindAsync(
        HttpContext context, string uid, QueryBody body, BoardViewer viewer, BoardSet boards, PublicDoor door, ICommunityStore communities)
    {
        var asked = body.Chosen();
        var open = await OpenAsync(boards, viewer, door, context.RequestAborted);
        var board = open.FirstOrDefault(known => known.Uid == uid);
        if (board is null) return (null, asked, BoardAnswers.NoBoard());
        return await NameCommunityAsync(board, asked, body.Community, communities, context.RequestAborted)
            ? (board, asked, null)
            : (null, asked, BoardAnswers.NoCommunity());
    }

    /// <summary>Those that the person may open, the one for everybody among them when it is open or the person of the staff.</summary>
    private static async Task<IReadOnlyList<Dashboard>> OpenAsync(
        BoardSet boards, BoardViewer viewer, PublicDoor door, CancellationToken cancellation)
    {
        var isPublicOpen = viewer.IsStaff || await IsOpenAsync(door, cancellation);
        return [.. boards.Boards.Where(board => board.Audience == Audience.Public ? isPublicOpen : viewer.MayOpen(board.Audience))];
    }

    /// <summary>A member's own figures come by another way: that this one is shut takes nothing from them.</summary>
    private static async Task<bool> IsOpenAsync(PublicDoor door, CancellationToken cancellation)
    {
        try
        {
            return await door.IsOpenAsync(cancellation);
        }
        catch (FiguresAwayException)
        {
            return false;
        }
    }

    /// <summary>Chooses the community of a code where none is chosen by number; false when there is no such community.</summary>
    private static async Task<bool> NameCommunityAsync(
        Dashboard board, Dictionary<string, string[]> asked, string? code, ICommunityStore communities, CancellationToken cancellation)
    {
        if (code is null || board.Audience != Audience.Staff || asked.ContainsKey(BoardVariable.Community)
            || !board.Variables.Any(variable => variable.Name == BoardVariable.Community)) return true;
        if (code.Contains('\0', StringComparison.Ordinal) || await communities.FindAsync(code, cancellation) is not { } found) return false;
        asked[BoardVariable.Community] = [found.Value.ToString(CultureInfo.InvariantCulture)];
        return true;
    }
}
