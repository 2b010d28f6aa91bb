using System.Globalization;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Alarms;
using Cer.Operations.Mail;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Alarms;

/// <summary>Alarms of a community: listed, taken note of, muted for a time, and who wants letters about them.</summary>
internal static class AlarmEndpoints
{
    private const int MostAlarms = 300;
    private const int MostHours = 24 * 366;
    private const int MostReason = 500;

    public static void MapAlarms(this IEndpointRouteBuilder routes)
    {
        var alarms = routes.MapGroup("/api/communities/{community}/alarms").WithTags("Alarms");
        alarms.MapGet("", List).RequireStaff()
            .WithSummary("Alarms: those that last first, then the newest, 300 at most; and whether the caller wants letters.");
        alarms.MapGet("/{id}/events", Events).RequireStaff().WithSummary("What became of an alarm and who did what about it.");
        alarms.MapPost("/{id}/acknowledge", Acknowledge).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Takes note of an alarm that lasts.");
        alarms.MapPost("/{id}/mute", Mute).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Has nobody be written to about the incident for some hours, with a reason; 0 hours ends it.");
        alarms.MapPost("/letters", Letters).RequireStaff().WithSummary("Whether the caller is written to when an alarm is raised.");
    }

    private static async Task<IResult> List(
        string community,
        HttpContext context,
        ICommunityStore communities,
        IAlarmStore alarms,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var rows = await alarms.ListAsync(found, MostAlarms, cancellation);
        return TypedResults.Ok(new
        {
            Open = await alarms.CountOpenAsync(found, cancellation),
            Letters = await alarms.IsReaderAsync(found, context.Person().Id, cancellation),
            Alarms = rows.Select(alarm => AlarmRow.Of(alarm, Now(time))).ToArray(),
        });
    }

    private static async Task<IResult> Events(
        string community, string id, ICommunityStore communities, IAlarmStore alarms, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (Number(id) is not { } number) return Unknown;
        var events = await alarms.EventsAsync(found, number, cancellation);
        return events.Count == 0
            ? Unknown
            : TypedResults.Ok(events.Select(one => new
            {
                one.Event,
                At = AlarmRow.At(one.At),
                one.Who,
                one.Reason,
                Until = AlarmRow.At(one.Until),
            }).ToArray());
    }

    private static async Task<IResult> Acknowledge(
        string community,
        string id,
        HttpContext context,
        ICommunityStore communities,
        IAlarmStore alarms,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var reason = (await JsonBody.ReadAsync<Noted>(context)).Reason?.Trim();
        if (reason?.Length > MostReason) return TooLong;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return Number(id) is { } number
            && await alarms.AcknowledgeAsync(
                found, number, context.Person().Signature, reason is "" ? null : reason, Now(time), cancellation)
            ? TypedResults.NoContent()
            : Unknown;
    }

    private static async Task<IResult> Mute(
        string community,
        string id,
        HttpContext context,
        ICommunityStore communities,
        IAlarmStore alarms,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var body = await JsonBody.ReadAsync<Muted>(context);
        var reason = body.Reason?.Trim() ?? "";
        if (reason.Length > MostReason) return TooLong;
        if (body.Hours is not (>= 0 and <= MostHours and var hours))
            return Problems.Bad($"Found no number of hours, expected one from 0 to {MostHours}.");
        if (hours > 0 && reason.Length == 0) return Problems.Bad("Found no reason, expected why it is to be muted.");
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        Instant? until = hours > 0 ? Now(time) + Duration.FromHours(hours) : null;
        return Number(id) is { } number
            && await alarms.MuteAsync(found, number, until, context.Person().Signature, reason, Now(time), cancellation)
            ? TypedResults.NoContent()
            : Unknown;
    }

    private static async Task<IResult> Letters(
        string community, HttpContext context, ICommunityStore communities, ILetterChoices choices, CancellationToken cancellation)
    {
        if ((await JsonBody.ReadAsync<Wanted>(context)).Wants is not { } wants)
            return Problems.Bad("Found no answer, expected wants: true or false.");
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        await choices.SetAsync(found, context.Person().Id, LetterKind.Alarms, wants, ChoiceWay.Page, cancellation);
        return TypedResults.NoContent();
    }

    private static IResult Unknown { get; } = Problems.NotFound("Found no such alarm, expected one that alarms lists and that fits.");

    private static IResult TooLong { get; } = Problems.Bad($"Found a reason that is too long, expected at most {MostReason} characters.");

    private static Instant Now(TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow());

    private static long? Number(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed record Noted(string? Reason);

    private sealed record Muted(int? Hours, string? Reason);

    private sealed record Wanted(bool? Wants);
}
