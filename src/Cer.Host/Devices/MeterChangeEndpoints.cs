using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Devices;

/// <summary>Meters that were possibly swapped, as the serials tell that devices send: to be recorded as a swap, or put away.</summary>
internal static class MeterChangeEndpoints
{
    private const int MostChanges = 200;

    public static void MapMeterChanges(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}/meter-changes").WithTags("Devices");
        group.MapGet("", List).RequireStaff().WithSummary("Changed serials of meters that no swap explains, the newest first.");
        group.MapPost("/{id}/put-away", PutAway).RequireRoles(Role.Administrator, Role.Operator)
            .WithMetadata(new BodySize(SmallBody.MostBytes))
            .WithSummary("Puts a changed serial away, with a reason: the meter is the same. No reading changes.");
    }

    private static async Task<IResult> List(
        string community, ICommunityStore communities, IMeterChangeStore changes, CancellationToken cancellation) =>
        await communities.FindAsync(community, cancellation) is { } found
            ? TypedResults.Ok((await changes.ListAsync(found, MostChanges, cancellation)).Select(MeterChangeRow.Of).ToArray())
            : Problems.NoCommunity;

    private static async Task<IResult> PutAway(
        string community,
        string id,
        HttpRequest request,
        ICommunityStore communities,
        IMeterChangeStore changes,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<DeviceRequest>(request, cancellation);
        if ((problem ?? SmallBody.Reason(asked!.Reason)) is { } wrong) return wrong;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return Asked.Number(id) is { } number && await changes.PutAwayAsync(
            found,
            number,
            asked!.Reason!.Trim(),
            request.HttpContext.Person().Login,
            Instant.FromDateTimeOffset(time.GetUtcNow()),
            cancellation)
            ? TypedResults.NoContent()
            : Problems.NotFound("Found no such change that waits, expected one that meter-changes lists.");
    }
}
