using Cer.Host.Looks;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Viewing.Plants;

/// <summary>The plants of a community, as JSON or CSV.</summary>
internal static class PlantEndpoints
{
    public static void MapPlants(this RouteGroupBuilder group)
    {
        group.MapGet("/plants", GetPlants).LooksAtRoofs().WithSummary("The plants with today and the month that runs.");
        group.MapGet("/plants/{plant}", GetPlant).LooksAtPlant()
            .WithSummary("A plant with the days and hours of a month; as CSV one of its tables: days, hours.");
    }

    private static async Task<IResult> GetPlants(
        string community,
        string? format,
        HttpContext context,
        ICommunityStore communities,
        ViewPlants view,
        CancellationToken cancellation)
    {
        var (csv, problem) = Asked.Format(format);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await view.ListAsync(found, cancellation) is not { } plants) return Problems.NoCommunity;
        PlantView[] views = [.. plants.Select(PlantView.Of)];
        return Answer.Table(context, csv, $"{community}-impianti", views, PlantView.Columns);
    }

    private static async Task<IResult> GetPlant(
        string community,
        string plant,
        string? month,
        string? format,
        string? table,
        HttpContext context,
        ICommunityStore communities,
        ViewPlants view,
        CancellationToken cancellation)
    {
        var (asked, noMonth) = Asked.Month(month);
        var (csv, noFormat) = Asked.Format(format);
        var (which, noTable) = Asked.Table(table, "days", "hours");
        if ((noMonth ?? noFormat ?? noTable) is { } problem) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (Asked.Number(plant) is not { } id || await view.RunAsync(found, id, asked, cancellation) is not { } page)
            return Problems.NotFound("Found no such plant, expected the number of one: plants lists them.");
        var answer = PlantDetailView.Of(page);
        if (!csv) return TypedResults.Ok(answer);
        var name = $"{community}-impianto-{id}-{which}";
        return which == "hours"
            ? Answer.Table(context, csv, name, answer.Hours, PlantHourView.Columns)
            : Answer.Table(context, csv, name, answer.Days, PlantDayView.Columns);
    }
}
