using Cer.Domain;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Board;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Host.Board;

/// <summary>The quality board: how complete a month is, and what of it somebody should look at.</summary>
internal static class BoardEndpoints
{
    public static void MapBoard(this IEndpointRouteBuilder routes)
    {
        var board = routes.MapGroup("/api/communities/{community}/quality").WithTags("Quality")
            .AddEndpointFilter(Answers.TellFaultsAsync);
        board.MapGet("", Get).RequireStaff().WithSummary("Completeness of a month and its findings; as CSV one of them.");
    }

    private static async Task<IResult> Get(
        string community,
        string? month,
        string? format,
        string? table,
        HttpContext context,
        ICommunityStore communities,
        IRegistryView registry,
        BoardMemory memory,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, noMonth) = Asked.Month(month);
        var (csv, noFormat) = Asked.Format(format);
        var (which, noTable) = Asked.Table(table, "completeness", "findings");
        if ((noMonth ?? noFormat ?? noTable) is { } problem) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var its = asked ?? MarketMonth.Of(Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date);
        var (board, looking) = await memory.AskAsync(found, its, cancellation);
        var labels = new BoardLabels(await registry.NumbersAsync(found, cancellation));
        var view = BoardView.Of(its, board, looking, labels, []);
        if (!csv) return TypedResults.Ok(view);
        if (board is null)
            return Answers.Problem("Found the month being looked over for the first time, expected a moment's patience.", 503);
        var name = $"{community}-{its}-qualita-{which}";
        return which == "findings"
            ? Answer.Table(context, csv, name, view.Findings, FindingRow.Columns)
            : Answer.Table(context, csv, name, CompletenessCell.Of(view), CompletenessCell.Columns);
    }
}
