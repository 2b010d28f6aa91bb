using Cer.Domain;
using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Settlements;

/// <summary>What has been settled, as JSON.</summary>
internal static class SettlementEndpoints
{
    public static void MapSettlements(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/settlements").WithTags("Settlements");
        group.MapGet("/{community}", GetMonths).LooksAtTotals(LookedDays.Ever).WithSummary("The settled months of a community, by month.");
        group.MapGet("/{community}/{month}", GetMonth).LooksAtTotals(LookedDays.OfMonth).WithSummary("One settled month, such as 2026-01.");
    }

    /// <summary>The communities of whoever asks, also of who sees nothing else of them.</summary>
    public static void MapCommunities(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/communities", GetCommunities).WithTags("Settlements").WithSummary("The communities by their codes.")
        .RequireStaffOr(Role.Designer);

    private static async Task<Ok<CommunityView[]>> GetCommunities(
        HttpContext context, ICommunityStore communities, CancellationToken cancellation)
    {
        var (person, views) = (context.Person(), new List<CommunityView>());
        foreach (var community in await communities.ListAsync(cancellation))
        {
            if (!person.Has(community.Code, [.. RoleWords.Staff, Role.Designer])) continue;
            var roles = person.Roles.Where(role => role.IsIn(community.Code)).Select(role => role.Role.Word()).Distinct();
            views.Add(new(community.Code, community.Name, community.Invented, [.. roles]));
        }

        return TypedResults.Ok(views.ToArray());
    }

    private static async Task<Results<Ok<MonthView[]>, ProblemHttpResult>> GetMonths(
        string community, ICommunityStore communities, IRunStore runs, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return NoCommunity();
        return TypedResults.Ok((await runs.MonthsAsync(found, cancellation)).Select(MonthView.From).ToArray());
    }

    private static async Task<Results<Ok<MonthView>, ProblemHttpResult>> GetMonth(
        string community, string month, ICommunityStore communities, IRunStore runs, CancellationToken cancellation)
    {
        if (!MarketMonth.TryParse(month, out var asked))
            return TypedResults.Problem("Found no month in the address, expected one such as 2026-01.", statusCode: 400);
        if (await communities.FindAsync(community, cancellation) is not { } found) return NoCommunity();
        var row = (await runs.MonthsAsync(found, cancellation))
            .FirstOrDefault(row => (row.Settled.Month.Year, row.Settled.Month.Month) == (asked.Year, asked.Month));
        return row is null
            ? TypedResults.Problem($"Found no settlement of {asked}, expected a month that was settled.", statusCode: 404)
            : TypedResults.Ok(MonthView.From(row));
    }

    private static ProblemHttpResult NoCommunity() =>
        TypedResults.Problem("Found no such community, expected the code of one: /api/communities lists them.", statusCode: 404);

    internal sealed record CommunityView(string Code, string Name, bool Invented, string[] Roles);
}
