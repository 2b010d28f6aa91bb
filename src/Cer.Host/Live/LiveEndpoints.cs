using Cer.Host.Gateway;
using Cer.Host.Looks;
using Cer.Operations.Live;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Live;

/// <summary>What is going on now, as JSON.</summary>
internal static class LiveEndpoints
{
    private const int MostAlerts = 200;

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/live/{community}", GetShare).WithTags("Live").LooksAtTotals(LookedDays.OfDay)
            .WithSummary("The provisional share of the current hour and day, and how much of the data is in.");
        routes.MapGet("/api/alerts/{community}", GetAlerts).WithTags("Live")
            .WithSummary("Devices that fell silent and what meters told: what lasts first, then the newest, 200 at most.");
    }

    /// <summary>Where collectors in houses ask what their community shares: sums, and nobody's own; of too few people none.</summary>
    public static RouteHandlerBuilder MapOpenShare(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/readings/share", GetOpenShare).WithTags("Readings")
        .WithSummary("The provisional share of the account's community, of the current hour and day.");

    private static async Task<Results<Ok<LiveView>, ProblemHttpResult>> GetOpenShare(
        HttpRequest request, Gatekeeper gatekeeper, RecentShare share, CancellationToken cancellation)
    {
        if (await gatekeeper.RecogniseAsync(request, cancellation) is not { } account)
        {
            return TypedResults.Problem(
                detail: "Found no token that is good, expected 'Authorization: Bearer' with one from login.", statusCode: 401);
        }

        return await share.RunAsync(account.Community, cancellation) is { } now
            ? TypedResults.Ok(LiveView.ForHouses(now))
            : NoCommunity();
    }

    private static async Task<Results<Ok<LiveView>, ProblemHttpResult>> GetShare(
        string community, ICommunityStore communities, RecentShare share, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return NoCommunity();
        return await share.RunAsync(found, cancellation) is { } now ? TypedResults.Ok(LiveView.Of(now)) : NoCommunity();
    }

    private static async Task<Results<Ok<AlertView[]>, ProblemHttpResult>> GetAlerts(
        string community, ICommunityStore communities, IAlertStore alerts, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return NoCommunity();
        return TypedResults.Ok((await alerts.ListAsync(found, MostAlerts, cancellation)).Select(AlertView.Of).ToArray());
    }

    private static ProblemHttpResult NoCommunity() =>
        TypedResults.Problem("Found no such community, expected the code of one: /api/communities lists them.", statusCode: 404);
}
