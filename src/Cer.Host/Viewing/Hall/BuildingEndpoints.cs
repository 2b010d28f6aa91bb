using System.Globalization;
using Cer.Domain.Codes;
using Cer.Host.People;
using Cer.Operations.Dashboards;
using Cer.Operations.Hall;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Viewing.Hall;

/// <summary>The points of the municipality: what their year says, and what is declared of them.</summary>
internal static class BuildingEndpoints
{
    public static void MapBuildings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}/buildings").WithTags("Pages")
            .AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("", GetAsync).RequireStaff()
            .WithSummary("The points of the municipality over the last year: base load, use while closed, lights against the sun.");
        group.MapPut("/{point}", PutAsync).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Declares what stands behind a point of the municipality: name, kind, contracted power, opening hours.");
    }

    private static async Task<IResult> GetAsync(
        string community, ICommunityStore communities, ViewBuildings view, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await view.RunAsync(found, cancellation) is not { } page) return Problems.NoCommunity;
        return TypedResults.Ok(new
        {
            From = LocalDatePattern.Iso.Format(page.From),
            To = LocalDatePattern.Iso.Format(page.To),
            DaysOfYear = ViewBuildings.Days,
            Price = page.Price is { } price
                ? new
                {
                    Zone = CodeLists.Zones.Word(price.Zone),
                    EurPerMwh = price.EurPerMwh is { } mean ? Math.Round(mean, 2, MidpointRounding.AwayFromZero) : (decimal?)null,
                    price.Hours,
                    price.HoursDue,
                }
                : null,
            Points = page.Rows.Select(BuildingView.Of).ToArray(),
        });
    }

    private static async Task<IResult> PutAsync(
        string community,
        string point,
        HttpContext context,
        ICommunityStore communities,
        IBuildingStore buildings,
        IRegistryView registry,
        IPlaceStore places)
    {
        var declared = await JsonBody.ReadAsync<PlaceForm>(context);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var points = await buildings.PointsAsync(found, context.RequestAborted);
        if (!int.TryParse(point, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || points.All(known => known.Id != number))
            return Problems.NotFound("Found no such point of the municipality, expected one that buildings lists.");
        if (declared.Faults is { Count: > 0 } faults)
            return TypedResults.Problem(
                string.Join(' ', faults.Values),
                statusCode: 400,
                extensions: new Dictionary<string, object?> { ["fields"] = faults });
        var pod = (await registry.NumbersAsync(found, context.RequestAborted)).Points.First(known => known.Value == number).Key;
        await places.SaveAsync(found, [declared.Of(pod)], context.Person().Signature, context.RequestAborted);
        return TypedResults.NoContent();
    }
}
