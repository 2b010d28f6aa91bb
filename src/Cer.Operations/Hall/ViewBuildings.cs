using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Operations.Dashboards;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>Shows the points of the municipality: base load, use while closed, and street lights against the sun.</summary>
public sealed class ViewBuildings(
    ICommunityStore communities, IBuildingStore buildings, IPriceStore prices, TimeProvider time)
{
    /// <summary>A whole year has every season in it.</summary>
    public const int Days = 365;

    // Yesterday does not change often, and a year of hours is much to read.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly ShortMemory<(CommunityId Community, LocalDate Today, string Declared), BuildingsPage?> _pages =
        new(Fresh, time);

    /// <summary>The page; null when the community has no definition.</summary>
    public async Task<BuildingsPage?> RunAsync(CommunityId community, CancellationToken cancellation)
    {
        var points = await buildings.PointsAsync(community, cancellation);
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date;
        // What somebody declares shows at once.
        var declared = string.Join(' ', points.Select(point => $"{point.Id}.{point.Declared?.Revision}"));
        return await _pages.GetAsync(
            (community, today, declared), key => MakeAsync(community, points, key.Today, CancellationToken.None), cancellation);
    }

    private async Task<BuildingsPage?> MakeAsync(
        CommunityId community, IReadOnlyList<MunicipalPoint> points, LocalDate today, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var zone = ZoneOf(definition.Community);
        var span = new Interval(MarketHour.StartOf(today.PlusDays(-Days)), MarketHour.StartOf(today));
        var quality = await buildings.QualityAsync(community, span, cancellation);
        List<BuildingRow> rows = [];
        foreach (var point in points)
        {
            var hours = await buildings.HoursAsync(community, point.Id, span, cancellation);
            var open = point.Hours is { } told ? new OpeningHours(told.Opens, told.Closes) : null;
            rows.Add(new(
                point,
                BuildingFigures.Of(hours, open),
                point.Kind == PlaceKind.PublicLighting && zone is { } at ? LightFigures.Of(hours, SitePlace.Of(at)) : null,
                quality.GetValueOrDefault(point.Id)));
        }

        return new(
            today.PlusDays(-Days),
            today.PlusDays(-1),
            zone is { } priced ? MeanPrice.Of(priced, span, await prices.LatestAsync([priced], span, cancellation)) : null,
            [.. rows.OrderBy(row => row.Point.Name ?? row.Point.Digits, CodePointOrder.Instance).ThenBy(row => row.Point.Id)]);
    }

    /// <summary>The zone of most units; all of a community are in one, or nearly.</summary>
    private static MarketZone? ZoneOf(EnergyCommunity community) => community.Units.Count == 0
        ? null
        : community.Units.GroupBy(unit => unit.Zone).OrderByDescending(zone => zone.Count()).ThenBy(zone => zone.Key).First().Key;
}
