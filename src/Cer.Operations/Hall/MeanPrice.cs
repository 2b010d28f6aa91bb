using Cer.Domain.Codes;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>The mean price of a market zone over a span, each hour once.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="EurPerMwh">The mean; null when no hour has a price.</param>
/// <param name="Hours">How many hours have one.</param>
/// <param name="HoursDue">How many there are.</param>
public sealed record MeanPrice(MarketZone Zone, decimal? EurPerMwh, int Hours, int HoursDue)
{
    public static MeanPrice Of(MarketZone zone, Interval span, IEnumerable<ZonePrice> prices)
    {
        var table = new PriceTable();
        foreach (var price in prices)
            table.Add(price.Zone, price.Start.ToUnixTimeSeconds() / 900, price.Minutes, price.EurPerMwh);
        var (first, due) = (span.Start.ToUnixTimeSeconds() / 3600, (int)span.Duration.TotalHours);
        decimal[] known = [.. Enumerable.Range(0, due).Select(hour => table.At(zone, first + hour)).OfType<decimal>()];
        return new(zone, known.Length == 0 ? null : known.Sum() / known.Length, known.Length, due);
    }
}
