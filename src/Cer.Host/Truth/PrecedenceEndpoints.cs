using System.Text.Json;
using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Ports;
using Cer.Operations.Truth;
using NodaTime.Text;

namespace Cer.Host.Truth;

/// <summary>What was decided about which class of readings goes before which; and decides.</summary>
internal static class PrecedenceEndpoints
{
    private const int MostBytes = 16 * 1024;

    public static void MapPrecedence(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}/precedence").WithTags("Readings")
            .AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("", List).RequireStaff()
            .WithSummary("Which class of readings goes before which, as decided, the newest first.");
        group.MapPost("", Decide).RequireRoles(Role.Administrator, Role.Operator).WithMetadata(new BodySize(MostBytes))
            .WithSummary("Decides which class goes before which from a day on, for a point or for all.");
    }

    private static async Task<IResult> List(
        string community, ICommunityStore communities, IPrecedenceStore store, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var decided = await store.ListAsync(found, cancellation);
        return TypedResults.Ok(decided.Reverse().Select(PrecedenceRow.Of).ToArray());
    }

    private static async Task<IResult> Decide(
        string community,
        HttpRequest request,
        ICommunityStore communities,
        DecidePrecedence decide,
        CancellationToken cancellation)
    {
        PrecedenceRequest? asked;
        try
        {
            asked = await request.ReadFromJsonAsync<PrecedenceRequest>(cancellation);
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            return Problems.Bad("Found a body that is not such JSON, expected an object with from, classes and reason.");
        }

        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (asked is null) return Problems.Bad("Found no decision, expected an object with from, classes and reason.");
        if (LocalDatePattern.Iso.Parse(asked.From ?? "") is not { Success: true, Value: var from })
            return Problems.Bad("Found another day, expected one such as 2026-10-25.");
        var (id, problem) = await decide.RunAsync(
            found, asked.Point, from, asked.Classes ?? [], asked.Reason ?? "", request.HttpContext.Person().Login, cancellation);
        return problem is not null ? Problems.Bad(problem) : TypedResults.Json(new { id }, statusCode: 201);
    }
}
