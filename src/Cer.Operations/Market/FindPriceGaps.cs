using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Market;

/// <summary>Finds the days whose zonal prices are missing or partial, from the first month that somebody needs to tomorrow.</summary>
/// <remarks>Tomorrow counts from the quarter past one in the afternoon in Rome, when its prices are usually out.</remarks>
public sealed class FindPriceGaps(IPriceGapStore store, TimeProvider time)
{
    /// <summary>No configuration is older: D.L. 162/2019, art. 42-bis.</summary>
    public static readonly LocalDate Earliest = new(2020, 1, 1);

    private static readonly LocalTime Published = new(13, 15);

    /// <summary>The last day whose prices can be expected.</summary>
    public LocalDate LastDay
    {
        get
        {
            var now = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome);
            return now.TimeOfDay >= Published ? now.Date.PlusDays(1) : now.Date;
        }
    }

    /// <summary>The gaps by day and zone.</summary>
    /// <param name="community">The community that needs the prices; null for all.</param>
    /// <param name="zones">Zones besides theirs, from the first month that any zone is needed.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<IReadOnlyList<PriceGap>> RunAsync(
        CommunityId? community, IReadOnlyCollection<MarketZone> zones, CancellationToken cancellation)
    {
        var needed = new Dictionary<MarketZone, LocalDate>(await store.NeededAsync(community, cancellation));
        if (needed.Count == 0) return [];
        foreach (var zone in zones.Except([.. needed.Keys])) needed[zone] = needed.Values.Min();
        foreach (var zone in needed.Keys) needed[zone] = FirstOfMonth(needed[zone]);
        var last = LastDay;
        if (needed.Values.Min() > last) return [];
        var span = new Interval(MarketHour.StartOf(needed.Values.Min()), MarketHour.StartOf(last.PlusDays(1)));
        var known = await store.KnownAsync(needed.Keys, span, cancellation);
        List<PriceGap> gaps = [];
        for (var day = needed.Values.Min(); day <= last; day = day.PlusDays(1))
        {
            var hours = (int)MarketHour.SpanOf(day).Duration.TotalHours;
            foreach (var (zone, first) in needed.OrderBy(zone => zone.Key))
            {
                var missing = hours - known.GetValueOrDefault((zone, day));
                if (first <= day && missing > 0) gaps.Add(new(zone, day, missing, hours));
            }
        }

        return gaps;
    }

    private static LocalDate FirstOfMonth(LocalDate day) =>
        LocalDate.Max(Earliest, new(day.Year, day.Month, 1));
}
