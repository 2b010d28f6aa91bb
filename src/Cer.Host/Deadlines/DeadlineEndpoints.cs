using Cer.Domain;
using Cer.Host.Desk;
using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Deadlines;
using Cer.Operations.Desk;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Deadlines;

/// <summary>The calendar of the community's money, what was done about it, and the papers that show it.</summary>
internal static class DeadlineEndpoints
{
    private const int DaysBack = 60;
    private const int DaysAhead = 400;
    private const int MostDays = 3700;
    private const int Framing = 1024;
    private const int Weight = 4;

    public static void MapDeadlines(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/deadlines", GetAsync).RequireStaff()
            .WithSummary("What falls due in a span of days (?from=&to=), and what was done about it.");
        routes.MapGet("/deadlines/papers/{paper:int}", PaperAsync).RequireStaff().WithSummary("What shows that it was done, to be saved.");
        var changes = routes.MapGroup("/deadlines").RequireRoles(Role.Administrator, Role.Operator)
            .WithMetadata(new BodySize(DeskBody.MostForm)).AddEndpointFilter(Answers.TellFaultsAsync);
        changes.MapPost("", MarkAsync).WithSummary("Says that a deadline was seen to, or that it is open again.");
        changes.MapPost("/{id:int}/papers", AddPaperAsync).WithMetadata(new BodySize(PaperLimits.FileBytes + Framing))
            .WithSummary("Keeps a PDF or a photo that shows it.");
    }

    private static async Task<IResult> GetAsync(
        string community, string? from, string? to, ICommunityStore communities, KeepDeadlines keep, TimeProvider time,
        CancellationToken cancellation)
    {
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date;
        var (first, last) = (today.PlusDays(-DaysBack), today.PlusDays(DaysAhead));
        if (from is not null && !Day(from, out first)) return Problems.Bad("Found another first day, expected one such as 2026-01-31.");
        if (to is not null && !Day(to, out last)) return Problems.Bad("Found another last day, expected one such as 2026-01-31.");
        if (last < first || Period.DaysBetween(first, last) > MostDays)
            return Problems.Bad("Found days in the wrong order or too many of them, expected at most ten years.");
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var all = await keep.ListAsync(found, first, last, cancellation);
        return TypedResults.Ok(new DeadlineList(
            LocalDatePattern.Iso.Format(first), LocalDatePattern.Iso.Format(last), LocalDatePattern.Iso.Format(today),
            [.. all.Select(one => DeadlineView.From(one, today))]));
    }

    private static async Task<IResult> MarkAsync(string community, HttpContext context, ICommunityStore communities, KeepDeadlines keep)
    {
        var asked = await DeskBody.ReadAsync<DeadlineRequest>(context, DeskBody.MostForm);
        if (DeadlineWords.Kind(asked.Kind) is not { } kind)
            return Problems.Bad($"Found another kind, expected {DeadlineWords.Expected}.");
        if (!MarketMonth.TryParse(asked.Of ?? "", out var of)) return Problems.Bad("Found another month, expected one such as 2026-01.");
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var (id, faults) = await keep.MarkAsync(
            found, kind, new(of.Year, of.Month), asked.Done ?? true, asked.Note, context.Person().Signature, context.RequestAborted);
        return id is { } kept
            ? TypedResults.Json(new DeadlineKept(kept), statusCode: StatusCodes.Status201Created) : DeskAnswer.Faulty(faults);
    }

    private static async Task<IResult> AddPaperAsync(
        string community, int id, HttpContext context, ICommunityStore communities, IntakeBodies bodies, KeepDeadlines keep)
    {
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        using var body = await bodies.ReadAsync(context.Request, PaperLimits.FileBytes, context.Person(), Weight, context.RequestAborted);
        var (paper, faults) = await keep.AddPaperAsync(found, id, body.Raw, context.Person().Signature, context.RequestAborted);
        return paper is { } kept
            ? TypedResults.Json(new DeadlineKept(kept), statusCode: StatusCodes.Status201Created)
            : DeskAnswer.Faulty(faults);
    }

    private static async Task<IResult> PaperAsync(
        string community, int paper, HttpContext context, ICommunityStore communities, IDeadlineStore store)
    {
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        if (await store.PaperAsync(found, paper, context.RequestAborted) is not { } kept)
            return Problems.NotFound("Found no such paper, expected one of the calendar.");
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(
            kept.Bytes.ToArray(), kept.Type.MediaType, FormattableString.Invariant($"scadenza-{paper}.{kept.Type.Ending}"));
    }

    private static bool Day(string text, out LocalDate day) =>
        LocalDatePattern.Iso.Parse(text).TryGetValue(default, out day) && day.Year is >= MarketMonth.FirstYear and <= MarketMonth.LastYear;
}
