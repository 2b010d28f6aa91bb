using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Operations.Market;

/// <summary>Days that are asked for together, and the zones wanted of them.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
/// <param name="Zones">The zones.</param>
public sealed record MarketDays(LocalDate First, LocalDate Last, IReadOnlyList<MarketZone> Zones)
{
    /// <summary>From this delivery day on the market has quarters, and whoever wants hours says so.</summary>
    public static readonly LocalDate FirstOfQuarters = new(2025, 10, 1);

    /// <summary>So many days come well below the bytes that may be fetched in a minute.</summary>
    public const int MostDays = 16;

    /// <summary>Gathers gaps into as few requests as the interface allows.</summary>
    public static IReadOnlyList<MarketDays> Of(IEnumerable<PriceGap> gaps)
    {
        List<MarketDays> all = [];
        foreach (var day in gaps.GroupBy(gap => gap.Day).OrderBy(day => day.Key))
        {
            MarketZone[] zones = [.. day.Select(gap => gap.Zone).Order()];
            if (all is [.., var open] && Fits(open, day.Key))
                all[^1] = open with { Last = day.Key, Zones = [.. open.Zones.Union(zones).Order()] };
            else all.Add(new(day.Key, day.Key, zones));
        }

        return all;
    }

    /// <summary>Cuts a span of days into requests.</summary>
    public static IReadOnlyList<MarketDays> Of(LocalDate first, LocalDate last, IReadOnlyCollection<MarketZone> zones)
    {
        List<PriceGap> days = [];
        for (var day = first; day <= last; day = day.PlusDays(1)) days.AddRange(zones.Select(zone => new PriceGap(zone, day, 0, 0)));
        return Of(days);
    }

    // A few days that are known already cost less than another call.
    private static bool Fits(MarketDays open, LocalDate day) =>
        Period.DaysBetween(open.First, day) < MostDays
        && Period.DaysBetween(open.Last, day) <= 3
        && open.First < FirstOfQuarters == day < FirstOfQuarters;
}
