using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Board;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Host.Board;

/// <summary>What people do about doubtful spans: written down, listed, taken back.</summary>
internal static class MendEndpoints
{
    private const int MostMends = 1000;

    public static void MapMends(this IEndpointRouteBuilder board)
    {
        board.MapGet("/mends", List).RequireStaff().WithSummary("What was done about the data of a month, the latest first.");
        board.MapPost("/mends", Add).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Puts a doubt away, corrects values, or fills in an estimate that was looked at.");
        board.MapPost("/mends/{id}/undo", Undo).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Takes one back: its readings become again what they were.");
    }

    private static async Task<IResult> List(
        string community,
        string? month,
        ICommunityStore communities,
        IRegistryView registry,
        IMendStore mends,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, problem) = Asked.Month(month);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var its = asked ?? MarketMonth.Of(Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date);
        var labels = new BoardLabels(await registry.NumbersAsync(found, cancellation));
        var rows = await mends.ListAsync(found, LookOver.SpanOf(its), MostMends, cancellation);
        return TypedResults.Ok(rows.Select(mend => MendRow.Of(mend, labels)).ToArray());
    }

    private static async Task<IResult> Add(
        string community,
        HttpContext context,
        ICommunityStore communities,
        ReadSeries read,
        MendReadings mend,
        CancellationToken cancellation)
    {
        var body = await JsonBody.ReadAsync<MendBody>(context);
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        MendKind? kind = body.Kind switch
        {
            "accepted" => MendKind.Accepted,
            "corrected" => MendKind.Corrected,
            "estimated" => MendKind.Estimated,
            _ => null,
        };
        if (kind is not { } its) return Problems.Bad("Found another kind, expected accepted, corrected or estimated.");
        var (series, problem) = AskedSeries.Of(
            body.Point, body.Unit ?? 0, body.Flow, await read.PointsAsync(found, cancellation));
        if (series is not { } key) return problem!;
        if (AskedSeries.Instant(body.From) is not { } from || AskedSeries.Instant(body.To) is not { } to)
            return Problems.Bad("Found no span, expected from and to as instants such as 2026-10-25T00:00:00Z.");
        if (body.Finding is not null && BoardWords.Kind(body.Finding) is null)
            return Problems.Bad("Found another finding, expected the kind of one that quality lists.");
        if (body.Quality is not (null or "measured" or "calculated"))
            return Problems.Bad("Found another quality, expected measured or calculated.");
        var outcome = await mend.RunAsync(
            found,
            new(key, its, from, to, body.Reason ?? "")
            {
                Doubt = BoardWords.Kind(body.Finding),
                Kwh = body.Kwh,
                Values = body.Values ?? [],
                Minutes = body.Minutes ?? 15,
                Quality = body.Quality is null ? null : body.Quality == "measured" ? Quality.Measured : Quality.Calculated,
                Mark = body.Mark,
            },
            context.Person().Login,
            cancellation);
        return Result(outcome, StatusCodes.Status201Created);
    }

    private static async Task<IResult> Undo(
        string community,
        string id,
        HttpContext context,
        ICommunityStore communities,
        MendReadings mend,
        CancellationToken cancellation)
    {
        var reason = (await JsonBody.ReadAsync<Reasoned>(context)).Reason ?? "";
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Result(
                await mend.WithdrawAsync(found, number, context.Person().Login, reason, cancellation), StatusCodes.Status200OK)
            : Unknown;
    }

    private static IResult Unknown { get; } = Problems.NotFound("Found no such decision, expected one that quality/mends lists.");

    private static IResult Result(MendOutcome outcome, int status) => outcome switch
    {
        MendOutcome.Done done => TypedResults.Json(new { done.Id, done.Readings }, statusCode: status),
        MendOutcome.Unknown => Unknown,
        MendOutcome.Conflict conflict => Answers.Problem(conflict.Sentence, StatusCodes.Status409Conflict),
        MendOutcome.Refused refused => Problems.Bad(refused.Sentence),
        _ => throw new NotSupportedException($"Found {outcome.GetType().Name}, expected a known outcome."),
    };

    private sealed record MendBody(
        string? Kind,
        int? Point,
        int? Unit,
        string? Flow,
        string? Finding,
        string? From,
        string? To,
        decimal? Kwh,
        decimal?[]? Values,
        int? Minutes,
        string? Quality,
        string? Mark,
        string? Reason);

    private sealed record Reasoned(string? Reason);
}
