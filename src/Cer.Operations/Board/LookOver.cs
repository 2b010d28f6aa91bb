using Cer.Domain;
using Cer.Domain.Community;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>Looks over the readings of a month, some points at a time, so that its memory is that of a few points.</summary>
public sealed class LookOver(ICommunityStore communities, IBoardStore store, IRegistryView registry, TimeProvider time)
{
    private const int PointsAtOnce = 50;

    // A device may be late with its quarter, and is not missing yet.
    private static readonly Duration Grace = Duration.FromHours(1);

    /// <summary>The board of a month; null when the community has no definition.</summary>
    public async Task<MonthBoard?> RunAsync(CommunityId community, MarketMonth month, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var (began, now) = (time.GetTimestamp(), Instant.FromDateTimeOffset(time.GetUtcNow()));
        // Asked first: what comes in while it runs makes the board old, and is not lost.
        var stamp = await store.StampAsync(community, month.FirstDay, month.LastDay, cancellation);
        var numbers = await registry.NumbersAsync(community, cancellation);
        var points = FactsOf(definition.Community, numbers)
            .Where(point => month.Days.Any(point.Covers)).ToDictionary(point => point.Point);
        var kept = await store.KeptFromAsync(cancellation);
        var look = new PointLook(month, await store.RatesAsync(community, month, cancellation), now - Grace, kept);
        var boards = new Dictionary<int, PointBoard>(points.Count);
        foreach (var some in points.Keys.Order().Chunk(PointsAtOnce))
            await LookAsync(community, month, points, some, look, boards, cancellation);
        return new(
            month,
            boards,
            await store.QuarantinedAsync(community, SpanOf(month), cancellation),
            now,
            Duration.FromTimeSpan(time.GetElapsedTime(began)),
            stamp);
    }

    public static Interval SpanOf(MarketMonth month) => new(
        MarketHour.StartOf(month.FirstDay), MarketHour.StartOf(month.LastDay.PlusDays(1)));

    /// <summary>The points of a definition with their units.</summary>
    public static IEnumerable<PointFacts> FactsOf(EnergyCommunity community, RegistryNumbers numbers)
    {
        var units = community.Units.ToLookup(unit => unit.Pod, StringComparer.Ordinal);
        return community.Pods.GroupBy(pod => pod.Pod, StringComparer.Ordinal)
            .Where(pod => numbers.Points.ContainsKey(pod.Key))
            .Select(pod => new PointFacts(
                numbers.Points[pod.Key],
                pod.Key,
                [.. pod],
                [.. units[pod.Key].Where(unit => numbers.Units.ContainsKey(unit.Id)).Select(unit => (numbers.Units[unit.Id], unit))]));
    }

    private async Task LookAsync(
        CommunityId community,
        MarketMonth month,
        Dictionary<int, PointFacts> points,
        int[] some,
        PointLook look,
        Dictionary<int, PointBoard> boards,
        CancellationToken cancellation)
    {
        PointSeries? series = null;
        var point = 0;
        await foreach (var reading in store.ReadAsync(community, some, SpanOf(month), cancellation))
        {
            if (reading.Point != point) Finish();
            series ??= new(points[point = reading.Point], look.First, look.Count);
            series.Add(reading);
        }

        Finish();
        foreach (var silent in some.Where(one => !boards.ContainsKey(one)))
        {
            series = new(points[point = silent], look.First, look.Count);
            Finish();
        }

        void Finish()
        {
            if (series is null) return;
            series.Finish();
            boards[point] = look.Look(points[point], series);
            series = null;
        }
    }
}
