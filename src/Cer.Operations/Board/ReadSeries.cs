using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>Reads one series of a community over a span of any days, with what is known of it.</summary>
public sealed class ReadSeries(ICommunityStore communities, IBoardStore store, IRegistryView registry)
{
    /// <summary>How many plants are tried as neighbours.</summary>
    private const int MostNeighbours = 5;

    /// <summary>The points of the community as declared now, by number.</summary>
    public async Task<IReadOnlyDictionary<int, PointFacts>> PointsAsync(
        CommunityId community, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition)
            return new Dictionary<int, PointFacts>();
        var numbers = await registry.NumbersAsync(community, cancellation);
        return LookOver.FactsOf(definition.Community, numbers).ToDictionary(point => point.Point);
    }

    /// <summary>A series over quarters since the Unix epoch; empty where nothing is known.</summary>
    public async Task<QuarterSeries> RunAsync(
        CommunityId community, PointFacts point, SeriesKey key, long first, int count, CancellationToken cancellation)
    {
        var series = new PointSeries(point, first, count);
        // A value of a whole hour may begin before.
        var span = new Interval(At(first - 3), At(first + count));
        await foreach (var reading in store.ReadAsync(community, [point.Point], span, cancellation)) series.Add(reading);
        series.Finish();
        return series.All.GetValueOrDefault(key) ?? new(first, count);
    }

    /// <summary>What a plant's energy follows: a neighbour that knows the gap, else the clear sky; null without.</summary>
    public async Task<IReadOnlyList<long>?> ShapeAsync(
        CommunityId community,
        IReadOnlyDictionary<int, PointFacts> points,
        SeriesKey key,
        (long First, int Count) window,
        (int From, int To) gap,
        CancellationToken cancellation)
    {
        if (key.Flow == EnergyFlow.Withdrawn || UnitOf(points[key.Point], key.Unit) is not { } unit) return null;
        var others = points.Values.SelectMany(point => point.Units.Select(other => (Point: point, other.Number, other.Unit)))
            .Where(other => other.Number != key.Unit && other.Unit.Source == unit.Source)
            .OrderBy(other => other.Unit.Zone != unit.Zone).ThenBy(other => Math.Abs(other.Unit.PowerKw - unit.PowerKw))
            .Take(MostNeighbours);
        foreach (var (point, number, _) in others)
        {
            var its = await RunAsync(
                community, point, new(point.Point, number, key.Flow), window.First, window.Count, cancellation);
            if (Enumerable.Range(gap.From, gap.To - gap.From).All(its.IsKnown)) return its.Amounts;
        }

        return unit.Source != EnergySource.Photovoltaic ? null : SeriesDetectors.SkyShape(
            new(key.Flow, points[key.Point].Voltage, unit.PowerKw, new(SitePlace.Of(unit.Zone), window.First, window.Count)),
            window.Count);
    }

    /// <summary>The unit of a number; null when the point has none such.</summary>
    public static Domain.Community.ProductionUnit? UnitOf(PointFacts point, int unit)
    {
        foreach (var (number, its) in point.Units)
            if (number == unit) return its;
        return null;
    }

    private static Instant At(long quarter) => Instant.FromUnixTimeSeconds(quarter * 900);
}
