using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Closing;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Closing;

/// <summary>What keeps a month from being closed, decisions about its hours, and its states.</summary>
internal static class ClosingEndpoints
{
    public static void MapClosing(this IEndpointRouteBuilder routes)
    {
        var months = routes.MapGroup("/api/communities/{community}/months/{month}").WithTags("Closing")
            .AddEndpointFilter(Answers.TellFaultsAsync);
        months.MapGet("/closing", Get).RequireStaff()
            .WithSummary("How a month stands, what keeps it open, decisions and corrections; as CSV spans or corrections.");
        months.MapPost("/acceptances", Accept).RequireStaff()
            .WithSummary("Decides about hours that are not measured; zeros and values become readings.");
        months.MapPost("/acceptances/{id}/withdraw", Withdraw).RequireStaff()
            .WithSummary("Takes a decision back; it stays to be read.");
        months.MapPost("/state", Pass).RequireRoles(Role.Operator, Role.Approver)
            .WithSummary("Takes a month into its next state, once and for good.");
    }

    private static async Task<IResult> Get(
        string community,
        string month,
        string? format,
        string? table,
        HttpContext context,
        ICommunityStore communities,
        ViewClosing view,
        CancellationToken cancellation)
    {
        var (csv, noFormat) = Asked.Format(format);
        var (which, noTable) = Asked.Table(table, "spans", "corrections");
        if ((noFormat ?? noTable) is { } wrong) return wrong;
        var (found, asked, problem) = await FindAsync(communities, community, month, cancellation);
        if (problem is not null) return problem;
        var page = await view.RunAsync(found, asked, cancellation);
        var definition = await communities.LoadAsync(found, null, cancellation);
        var answer = ClosingView.Of(page, definition!.Community, context.Person(), community);
        return !csv ? TypedResults.Ok(answer) : which == "corrections"
            ? Answer.Table(context, csv, $"{community}-{asked}-correzioni", answer.Corrections, CorrectionRow.Columns)
            : Answer.Table(context, csv, $"{community}-{asked}-ore-non-misurate", answer.Spans, SpanRow.Columns);
    }

    private static async Task<IResult> Accept(
        string community,
        string month,
        HttpContext context,
        ICommunityStore communities,
        AcceptHours accept,
        CancellationToken cancellation)
    {
        var body = await JsonBody.ReadAsync<Decision>(context);
        var (found, asked, problem) = await FindAsync(communities, community, month, cancellation);
        if (problem is not null) return problem;
        if (!CodeLists.Acceptances.TryParse(JsonBody.Needed(body.Kind, "kind"), out var kind))
            return Problems.Bad($"Found another kind of decision, expected {CodeLists.Acceptances.Expected}.");
        if (body.Point is not { } point) return Problems.Bad("Found no point, expected the number of one.");
        if (Instant(body.From) is not { } from || Instant(body.To) is not { } to)
            return Problems.Bad("Found no span, expected from and to as instants such as 2026-10-25T00:00:00Z.");
        var outcome = await accept.RunAsync(
            found,
            asked,
            new(point, body.Unit, from, to, kind, body.KwhPerHour, body.Reason ?? ""),
            context.Person().Login,
            cancellation);
        return outcome switch
        {
            AcceptOutcome.Accepted accepted => TypedResults.Json(
                new { accepted.Id, accepted.Readings }, statusCode: StatusCodes.Status201Created),
            AcceptOutcome.Closed => Closed(asked),
            AcceptOutcome.Refused refused => Problems.Bad(refused.Sentence),
            _ => throw new NotSupportedException($"Found {outcome.GetType().Name}, expected a known outcome."),
        };
    }

    private static async Task<IResult> Withdraw(
        string community,
        string month,
        string id,
        HttpContext context,
        ICommunityStore communities,
        IClosingStore closing,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var reason = (await JsonBody.ReadAsync<Reasoned>(context)).Reason?.Trim() ?? "";
        var (found, asked, problem) = await FindAsync(communities, community, month, cancellation);
        if (problem is not null) return problem;
        if (reason.Length is 0 or > ReleaseQuarantine.LongestReason)
        {
            return Problems.Bad(
                $"Found a reason of {reason.Length} characters, expected 1 to {ReleaseQuarantine.LongestReason}.");
        }

        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return Unknown;
        var outcome = await closing.WithdrawAsync(
            found,
            new(asked.Year, asked.Month),
            number,
            context.Person().Login,
            reason,
            NodaTime.Instant.FromDateTimeOffset(time.GetUtcNow()),
            cancellation);
        return outcome switch
        {
            WithdrawOutcome.Done => TypedResults.Ok(new { id = number }),
            WithdrawOutcome.Unknown => Unknown,
            WithdrawOutcome.MonthClosed => Closed(asked),
            _ => TypedResults.Problem("Found a decision that was taken back before, expected one that holds.", statusCode: 409),
        };
    }

    private static async Task<IResult> Pass(
        string community,
        string month,
        HttpContext context,
        ICommunityStore communities,
        PassMonth pass,
        CancellationToken cancellation)
    {
        var body = await JsonBody.ReadAsync<Change>(context);
        var (found, asked, problem) = await FindAsync(communities, community, month, cancellation);
        if (problem is not null) return problem;
        MonthState? to = body.State switch
        {
            "provisional" => MonthState.Provisional,
            "closed" => MonthState.Closed,
            "reconciled" => MonthState.Reconciled,
            _ => null,
        };
        if (to is not { } state) return Problems.Bad("Found another state, expected provisional, closed or reconciled.");
        if (body.Revision is not { } revision)
            return Problems.Bad("Found no revision, expected that of the month as it was looked at.");
        var person = context.Person();
        var outcome = await pass.RunAsync(
            found, asked, state, revision, person.Login, person.Has(community, [Role.Approver]), body.Reason, cancellation);
        return outcome switch
        {
            PassOutcome.Passed passed => TypedResults.Ok(new { state = body.State, passed.Revision, passed.Corrections }),
            PassOutcome.Conflict conflict => TypedResults.Problem(conflict.Sentence, statusCode: StatusCodes.Status409Conflict),
            PassOutcome.Refused refused => Problems.Bad(refused.Sentence),
            _ => throw new NotSupportedException($"Found {outcome.GetType().Name}, expected a known outcome."),
        };
    }

    private static async Task<(CommunityId Community, MarketMonth Month, IResult? Problem)> FindAsync(
        ICommunityStore communities, string community, string month, CancellationToken cancellation)
    {
        var (asked, problem) = Asked.Month(month);
        if (problem is not null || asked is null) return (default, default, problem ?? Problems.Bad("Found no month, expected one."));
        return await communities.FindAsync(community, cancellation) is { } found
            ? (found, asked.Value, null)
            : (default, default, Problems.NoCommunity);
    }

    private static Instant? Instant(string? text) =>
        text is not null && InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var instant } ? instant : null;

    private static IResult Unknown { get; } = Problems.NotFound("Found no such decision, expected one of the month.");

    private static ProblemHttpResult Closed(MarketMonth month) => TypedResults.Problem(
        $"Found {month} closed, expected an open month: a closed month is corrected by later runs, never changed.",
        statusCode: StatusCodes.Status409Conflict);

    private sealed record Decision(
        int? Point, int? Unit, string? From, string? To, string? Kind, decimal? KwhPerHour, string? Reason);

    private sealed record Reasoned(string? Reason);

    private sealed record Change(string? State, int? Revision, string? Reason);
}
