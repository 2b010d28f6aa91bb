using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Board;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Host.Board;

/// <summary>Requests for data that did not come: asked by people, looked up by collectors.</summary>
internal static class RequestEndpoints
{
    private const int MostRequests = 500;

    public static void MapRequests(this IEndpointRouteBuilder board)
    {
        board.MapGet("/requests", List).RequireStaff().WithSummary("Requests for data, the latest first, and where they stand.");
        board.MapPost("/requests", Add).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Asks that data of a span be sent; they answer it by themselves.");
    }

    /// <summary>Where collectors ask what they should send again.</summary>
    public static RouteHandlerBuilder MapOpenRequests(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/readings/requests", Open).WithTags("Readings")
        .WithSummary("The spans that devices of the account's community should send again.");

    private static async Task<IResult> List(
        string community,
        ICommunityStore communities,
        IRegistryView registry,
        IBackfillStore requests,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var labels = new BoardLabels(await registry.NumbersAsync(found, cancellation));
        var rows = await requests.ListAsync(found, Now(time), MostRequests, cancellation);
        return TypedResults.Ok(rows.Select(row => RequestRow.Of(row, labels)).ToArray());
    }

    private static async Task<IResult> Add(
        string community,
        HttpContext context,
        ICommunityStore communities,
        ReadSeries read,
        IBackfillStore requests,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var body = await JsonBody.ReadAsync<RequestBody>(context);
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var points = await read.PointsAsync(found, cancellation);
        var (series, problem) = AskedSeries.Of(body.Point, body.Unit ?? 0, body.Flow, points);
        if (series is not { } key) return problem!;
        var (span, noSpan) = AskedSeries.Span(body.From, body.To, ProposeEstimate.MostQuarters);
        if (span is not { } its) return noSpan!;
        if (its.End > Now(time)) return Problems.Bad("Found a span that is not over, expected one that is past.");
        var device = await DeviceAsync(communities, found, points[key.Point], key, cancellation);
        var id = await requests.AddAsync(
            found, key, device, its.Start, its.End, context.Person().Login, Now(time), cancellation);
        return TypedResults.Json(new { id, device }, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Open(
        HttpRequest request, Gatekeeper gatekeeper, IBackfillStore requests, TimeProvider time, CancellationToken cancellation)
    {
        if (await gatekeeper.RecogniseAsync(request, cancellation) is not { } account)
        {
            return Answers.Problem(
                "Found no token that is good, expected 'Authorization: Bearer' with one from login.", StatusCodes.Status401Unauthorized);
        }

        var rows = await requests.ListAsync(account.Community, Now(time), MostRequests, cancellation);
        return TypedResults.Ok(new
        {
            requests = rows.Where(row => row is { State: BackfillState.Open, Device: not null }).Select(row => new
            {
                row.Id,
                row.Device,
                from = HourView.Text(row.From),
                to = HourView.Text(row.To),
            }).ToArray(),
        });
    }

    /// <summary>The device that listens to the meter of a series; null when none does.</summary>
    private static async Task<string?> DeviceAsync(
        ICommunityStore communities, CommunityId community, PointFacts point, SeriesKey key, CancellationToken cancellation)
    {
        var registry = await communities.RegistryAsync(community, cancellation);
        var unit = key.Flow == EnergyFlow.Withdrawn ? null : ReadSeries.UnitOf(point, key.Unit)?.Id;
        return registry.Devices.Values
            .Where(device => device.RetiredAt is null && device.Pod.Code == point.Code && device.Meter == key.Meter
                && (device.Unit is null || unit is null || device.Unit == unit))
            .Select(device => device.Id).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    private static Instant Now(TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow());

    private sealed record RequestBody(int? Point, int? Unit, string? Flow, string? From, string? To);
}
