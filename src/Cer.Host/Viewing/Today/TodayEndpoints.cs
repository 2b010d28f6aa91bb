using Cer.Host.Looks;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Viewing.Today;

/// <summary>The day of a community, as JSON; its hours as CSV.</summary>
internal static class TodayEndpoints
{
    public static void MapToday(this RouteGroupBuilder group) =>
        group.MapGet("/today", GetAsync).LooksAtTotals(LookedDays.OfDay)
            .WithSummary("A day, today when none is named: sums, hours, euro so far, what waits.");

    private static async Task<IResult> GetAsync(
        string community,
        string? day,
        string? format,
        HttpContext context,
        ICommunityStore communities,
        ViewDay view,
        CancellationToken cancellation)
    {
        var (asked, problem) = Asked.Day(day);
        var (csv, noFormat) = Asked.Format(format);
        if ((problem ?? noFormat) is { } bad) return bad;
        var today = view.Today;
        if (asked > today) return Problems.Bad($"Found the day {asked:uuuu-MM-dd}, expected one that has begun.");
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await view.RunAsync(found, asked ?? today, cancellation) is not { } page) return Problems.NoCommunity;
        var answer = TodayView.Of(page);
        return csv
            ? Answer.Table(context, csv, $"{community}-{answer.Day}", answer.Hours, HourView.Columns<HourView>())
            : TypedResults.Ok(answer);
    }
}
