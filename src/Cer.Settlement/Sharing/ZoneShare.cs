using Cer.Domain.Codes;

namespace Cer.Settlement.Sharing;

/// <summary>Energy of a market zone in a span of hours, micro-kWh.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Injected">What all configurations gave to the grid.</param>
/// <param name="Withdrawn">What they took from it.</param>
/// <param name="Shared">EAC: the lesser of both, hour by hour, over all configurations of the zone.</param>
/// <param name="SelfConsumed">EACV: the lesser of both, hour by hour, within each configuration, under its substation.</param>
public sealed record ZoneShare(MarketZone Zone, long Injected, long Withdrawn, long Shared, long SelfConsumed)
{
    /// <summary>The zones of several configurations of one legal community; their hours must be the same.</summary>
    /// <remarks>Source: TIAD, art. 1: shared energy is of the market zone, self-consumed energy of the primary substation.</remarks>
    public static IReadOnlyList<ZoneShare> Of(IEnumerable<(MarketZone Zone, Months.HourTotals Hours)> configurations) =>
        [.. configurations.GroupBy(one => one.Zone).OrderBy(zone => zone.Key)
            .Select(zone => Sum(zone.Key, [.. zone.Select(one => one.Hours)]))];

    private static ZoneShare Sum(MarketZone zone, Months.HourTotals[] all)
    {
        var hours = all[0].Injected.Length;
        var (injected, withdrawn, shared) = (new long[hours], new long[hours], new long[hours]);
        foreach (var one in all)
        {
            SharedEnergy.AddTo(one.Injected, injected);
            SharedEnergy.AddTo(one.Withdrawn, withdrawn);
        }

        SharedEnergy.PerHour(injected, withdrawn, shared);
        return new(zone, injected.Sum(), withdrawn.Sum(), shared.Sum(), all.Sum(one => one.Shared.Sum()));
    }
}
