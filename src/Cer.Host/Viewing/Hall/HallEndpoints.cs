using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Operations.Hall;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Viewing.Hall;

/// <summary>The home of the staff: what needs a hand, and the month in three numbers.</summary>
internal static class HallEndpoints
{
    public static void MapHall(this RouteGroupBuilder group)
    {
        group.MapGet("/work", WorkAsync)
            .WithSummary("What needs a hand: gaps, months to close, approvals, differences, alarms, tasks, requests.");
        group.MapGet("/glance", GlanceAsync).LooksAtTotals(LookedDays.OfGlance)
            .WithSummary("A month, the one that runs when none is named, in three numbers, beside the same days of earlier ones.");
    }

    private static async Task<IResult> WorkAsync(
        string community, HttpContext context, ICommunityStore communities, ListWork work, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var list = await work.RunAsync(found, community, context.Person(), cancellation);
        return TypedResults.Ok(new
        {
            At = HourView.Text(list.At),
            list.Searching,
            list.MonthsUnseen,
            Matters = list.Matters.Select(MatterView.Of).ToArray(),
        });
    }

    private static async Task<IResult> GlanceAsync(
        string community, string? month, ICommunityStore communities, ViewGlance view, CancellationToken cancellation)
    {
        var (asked, problem) = Asked.Month(month);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        YearMonth? key = asked is { } known ? new(known.Year, known.Month) : null;
        return TypedResults.Ok(GlanceView.Of(await view.RunAsync(found, key, cancellation)));
    }
}
