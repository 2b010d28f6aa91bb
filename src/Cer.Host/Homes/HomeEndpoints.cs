using System.Text.Json.Serialization;
using Cer.Host.People;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Homes;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Homes;

/// <summary>How the connection to Home Assistant stands, and what its Energy dashboard would get.</summary>
internal static class HomeEndpoints
{
    public static void MapHome(this RouteGroupBuilder pages)
    {
        var home = pages.MapGroup("/home").WithTags("Home Assistant").AddEndpointFilter(Answers.TellFaultsAsync);
        home.MapGet("", GetAsync).RequireStaff().WithSummary("How the connection to Home Assistant stands, and what needs a person.");
        home.MapGet("/energy", ProposeAsync).RequireRoles(Role.Administrator)
            .WithSummary("What would be added to its Energy dashboard; nothing is changed.");
        home.MapPost("/energy", ApplyAsync).RequireRoles(Role.Administrator)
            .WithSummary("Adds what was proposed; nothing that is there is changed or taken away.");
    }

    private static async Task<IResult> GetAsync(
        HomeReach way, HomeStanding standing, IHomeOutbox outbox, IServiceProvider services, CancellationToken cancellation)
    {
        var (client, feed) = (services.GetService<HomeClient>(), await outbox.StateAsync(cancellation));
        return TypedResults.Ok(new
        {
            on = way.IsOn,
            state = client?.State.ToString(),
            version = client?.CoreVersion,
            hints = standing.Hints,
            statistics = feed is null ? null : new { feed.Target, feed.Waiting, writtenAt = feed.WrittenAt?.ToString(), feed.Problem },
        });
    }

    private static async Task<IResult> ProposeAsync(
        string community, ICommunityStore communities, IServiceProvider services, CancellationToken cancellation)
    {
        if (services.GetService<EnergyDesk>() is not { } desk) return NoHome();
        if (await communities.FindAsync(community, cancellation) is not { } found) return NoCommunity();
        try
        {
            return Shown(await desk.ProposeAsync(found, community, cancellation));
        }
        catch (HomeFault fault)
        {
            return Away(fault);
        }
    }

    private static async Task<IResult> ApplyAsync(
        string community, HttpContext context, ICommunityStore communities, IServiceProvider services, CancellationToken cancellation)
    {
        var body = await JsonBody.ReadAsync<Consent>(context);
        var fingerprint = JsonBody.Needed(body.Fingerprint, "fingerprint");
        if (services.GetService<EnergyDesk>() is not { } desk) return NoHome();
        if (await communities.FindAsync(community, cancellation) is not { } found) return NoCommunity();
        try
        {
            return await desk.ApplyAsync(found, community, fingerprint, cancellation) is { } applied
                ? Shown(applied)
                : TypedResults.Problem(
                    "Found another Energy dashboard than the proposal was made from, expected the same: look at the new proposal first.",
                    statusCode: StatusCodes.Status409Conflict);
        }
        catch (HomeFault fault)
        {
            return Away(fault);
        }
    }

    private static Ok<EnergyProposal> Shown(EnergyProposal proposal) => TypedResults.Ok(proposal);

    private static ProblemHttpResult NoHome() => TypedResults.Problem(
        "Found no Home Assistant in the settings, expected home.url and home.token_file, or the program as its add-on.",
        statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult NoCommunity() => TypedResults.Problem(
        "Found no such community, expected the code of one.", statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult Away(HomeFault fault) =>
        TypedResults.Problem($"Home Assistant: {fault.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);

    private sealed record Consent([property: JsonPropertyName("fingerprint")] string? Fingerprint);
}
