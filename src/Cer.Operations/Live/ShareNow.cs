using Cer.Domain;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Settlement.Sharing;
using NodaTime;

namespace Cer.Operations.Live;

/// <summary>Computes the provisional share of the current hour and day from what has arrived.</summary>
/// <remarks>
/// The sums and the lesser of the two are those of the settlement; only, a point counts here with the quarters that are
/// in, where a settlement leaves an hour with a gap out whole (regulation Q14). So the figure can still move both ways.
/// </remarks>
public sealed class ShareNow(ICommunityStore communities, IReadingStore readings, TimeProvider time)
{
    private const long QuarterSeconds = 900;

    /// <summary>The share; null when the community has no definition.</summary>
    public async Task<LiveShare?> RunAsync(CommunityId community, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var today = now.InZone(MarketHour.Rome).Date;
        var (day, grid) = (MarketHour.SpanOf(today), new ReadingGrid(definition.Community));
        var expected = new ExpectedSeries(definition.Community, grid, today);
        var crowds = new ShareCrowds(definition.Community, today, now);
        var over = now.ToUnixTimeSeconds() / QuarterSeconds;
        var thisHour = over / 4;
        var (ofDay, ofHour) = (0, 0);
        var arrived = new StoredReadings(readings, grid).ReadAsync(community, new(day.Start, Later(now)), cancellation);
        await foreach (var row in arrived)
        {
            // A device's clock may run a little ahead: what is not over yet does not count yet.
            var quarters = row.Minutes / 15;
            if (row.Quarter + quarters > over || !expected.Points.Contains(row.Pod)) continue;
            var injected = expected.Units.Contains(row.Unit) ? row.Injected : -1;
            if (grid.Add(row.Pod, row.Unit, row.Quarter, row.Minutes, injected, row.Withdrawn) != RowVerdict.Accepted)
                continue;
            var series = ((row.Withdrawn >= 0 ? 1 : 0) + (injected >= 0 ? 1 : 0)) * quarters;
            ofDay += series;
            var isOfHour = row.Quarter >> 2 == thisHour;
            if (isOfHour) ofHour += series;
            var start = Instant.FromUnixTimeSeconds(row.Quarter * QuarterSeconds);
            crowds.Add(grid.Pods[row.Pod], start, row.Minutes, injected >= 0, row.Withdrawn >= 0, isOfHour);
        }

        var first = day.Start.ToUnixTimeSeconds() / QuarterSeconds;
        var totals = Totals(grid, MarketMonth.Of(today), first / 4, (int)(thisHour - (first / 4)) + 1);
        var hour = Instant.FromUnixTimeSeconds(thisHour * 3600);
        var (few, fewOfHour) = (crowds.OfDay, crowds.OfHour);
        var span = new Interval(hour, hour + Duration.FromHours(1));
        var sumOfHour = Sum(totals, ^1.., span, ofHour, (int)(over - (4 * thisHour)) * expected.Count);
        var sumOfDay = Sum(totals, .., day, ofDay, (int)(over - first) * expected.Count);
        return new(
            now,
            sumOfHour with { IsInjectedFew = fewOfHour.Injected, IsWithdrawnFew = fewOfHour.Withdrawn },
            sumOfDay with { IsInjectedFew = few.Injected, IsWithdrawnFew = few.Withdrawn });
    }

    private static Instant Later(Instant now) => now + Duration.FromTicks(1);

    private static (long[] Injected, long[] Withdrawn, long[] Shared) Totals(
        ReadingGrid grid, MarketMonth month, long firstHour, int hours)
    {
        var (injected, withdrawn, shared) = (new long[hours], new long[hours], new long[hours]);
        var place = (int)(firstHour - month.FirstHour);
        for (var pod = 0; pod < grid.Pods.Count; pod++)
        {
            if (grid.Find(month, pod) is not { } point) continue;
            SharedEnergy.AddTo(point.Withdrawn.Amounts.Slice(place, hours), withdrawn);
            foreach (var series in point.Injected) SharedEnergy.AddTo(series.Amounts.Slice(place, hours), injected);
        }

        SharedEnergy.PerHour(injected, withdrawn, shared);
        return (injected, withdrawn, shared);
    }

    private static ShareSpan Sum(
        (long[] Injected, long[] Withdrawn, long[] Shared) totals, Range hours, Interval span, int arrived, int expected) => new(
            span, Of(totals.Injected[hours]), Of(totals.Withdrawn[hours]), Of(totals.Shared[hours]), arrived, expected);

    private static Energy Of(long[] hours) => Energy.FromMicroKilowattHours(hours.Sum());

    /// <summary>What each quarter of a day should bring: the withdrawal of each point, the injection of each unit.</summary>
    private sealed class ExpectedSeries
    {
        public ExpectedSeries(EnergyCommunity community, ReadingGrid grid, LocalDate day)
        {
            Points = community.Pods
                .Where(pod => pod.From <= day && (pod.To is not { } last || day <= last))
                .Select(pod => grid.PodIndex(pod.Pod)).ToHashSet();
            Units = Enumerable.Range(0, grid.Units.Count)
                .Where(unit => grid.Units[unit].InService <= day && Points.Contains(grid.PodIndex(grid.Units[unit].Pod)))
                .ToHashSet();
        }

        public HashSet<int> Points { get; }

        public HashSet<int> Units { get; }

        public int Count => Points.Count + Units.Count;
    }
}
