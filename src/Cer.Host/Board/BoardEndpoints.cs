using Cer.Domain;
using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Board;
using Cer.Operations.Looks;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Host.Board;

/// <summary>The quality board: how complete a month is, and what of it somebody should look at.</summary>
internal static class BoardEndpoints
{
    private const int MostMends = 1000;

    public static void MapBoard(this IEndpointRouteBuilder routes)
    {
        var board = routes.MapGroup("/api/communities/{community}/quality").WithTags("Quality")
            .AddEndpointFilter(Answers.TellFaultsAsync);
        board.MapGet("", Get).RequireStaff().WithSummary("Completeness of a month and its findings; as CSV one of them.");
        board.MapGet("/day", Day).RequireStaff().LooksAtPoint(LookKind.Quality)
            .WithSummary("A day of a series, quarter by quarter, with what each source said.");
        board.MapGet("/estimate", Estimate).RequireStaff().LooksAtPoint(LookKind.Estimate)
            .WithSummary("Values proposed for what a span lacks; nothing is stored.");
        board.MapMends();
        board.MapRequests();
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
        IMendStore mends,
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
        var away = (await mends.ListAsync(found, LookOver.SpanOf(its), MostMends, cancellation))
            .Select(mend => mend.PutAway).OfType<PutAway>().ToArray();
        var view = BoardView.Of(its, board, looking, labels, away);
        if (!csv) return TypedResults.Ok(view);
        if (board is null)
            return Answers.Problem("Found the month being looked over for the first time, expected a moment's patience.", 503);
        var name = $"{community}-{its}-qualita-{which}";
        return which == "findings"
            ? Answer.Table(context, csv, name, view.Findings, FindingRow.Columns)
            : Answer.Table(context, csv, name, CompletenessCell.Of(view), CompletenessCell.Columns);
    }

    private static async Task<IResult> Day(
        string community,
        string? point,
        string? unit,
        string? flow,
        string? day,
        ICommunityStore communities,
        ReadSeries read,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var (date, noDay) = Asked.Day(day);
        if (noDay is not null || date is not { } its) return noDay ?? Problems.Bad("Found no day, expected one such as 2026-10-25.");
        var points = await read.PointsAsync(found, cancellation);
        var (key, problem) = AskedSeries.Of(point, unit, flow, points);
        if (key is not { } series) return problem!;
        var span = MarketHour.SpanOf(its);
        var (first, count) = (span.Start.ToUnixTimeSeconds() / 900, (int)(span.Duration.TotalMinutes / 15));
        var quarters = await read.RunAsync(found, points[series.Point], series, first, count, cancellation);
        return TypedResults.Ok(DayOfSeries.Of(quarters, points[series.Point], series));
    }

    private static async Task<IResult> Estimate(
        string community,
        string? point,
        string? unit,
        string? flow,
        string? from,
        string? to,
        ICommunityStore communities,
        ReadSeries read,
        ProposeEstimate propose,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var points = await read.PointsAsync(found, cancellation);
        var (key, problem) = AskedSeries.Of(point, unit, flow, points);
        if (key is not { } series) return problem!;
        var (span, noSpan) = AskedSeries.Span(from, to, ProposeEstimate.MostQuarters);
        if (span is not { } its) return noSpan!;
        var proposal = await propose.RunAsync(found, points, series, its.Start, its.End, cancellation);
        return TypedResults.Ok(new
        {
            method = BoardWords.Of(proposal.Method),
            proposal.Mark,
            kwh = proposal.Values.Sum(value => value.Amount ?? 0) / (decimal)Energy.Micro,
            values = proposal.Values.Select(value => new
            {
                from = HourView.Text(value.Start),
                kwh = value.Amount is { } amount ? amount / (decimal)Energy.Micro : (decimal?)null,
            }).ToArray(),
        });
    }
}
