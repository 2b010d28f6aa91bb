using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Domain.Metering;

/// <summary>Zonal prices, as given by the hour or by the quarter.</summary>
public sealed class PriceTable
{
    private readonly Dictionary<(MarketZone Zone, long Hour), Cell> _cells = [];

    /// <summary>Takes a price in; refused when zone, start and length were given before.</summary>
    /// <param name="zone">Market zone.</param>
    /// <param name="quarter">Start, in quarters of an hour since the Unix epoch.</param>
    /// <param name="minutes">15 or 60.</param>
    /// <param name="eurPerMwh">The price; null when the row says nothing.</param>
    public bool Add(MarketZone zone, long quarter, int minutes, decimal? eurPerMwh)
    {
        var key = (zone, quarter >> 2);
        if (!_cells.TryGetValue(key, out var cell)) _cells[key] = cell = new();
        var place = minutes == 60 ? 4 : (int)(quarter & 3);
        if ((cell.Rows & (1 << place)) != 0) return false;
        cell.Rows |= 1 << place;
        cell.Prices[place] = eurPerMwh;
        return true;
    }

    /// <summary>The price of an hour, EUR/MWh: the hour's own, else the mean of its quarters; null when it is not known.</summary>
    /// <remarks>Source: regulation section 7 and Q4. The tariff is computed on the mean, not averaged itself.</remarks>
    public decimal? At(MarketZone zone, long hour)
    {
        if (!_cells.TryGetValue((zone, hour), out var cell)) return null;
        var prices = cell.Prices;
        return prices[4] ?? ((prices[0] + prices[1] + prices[2] + prices[3]) / 4m);
    }

    /// <summary>Every price that was taken in, by zone and time.</summary>
    public IEnumerable<ZonePrice> Given()
    {
        foreach (var (key, cell) in _cells.OrderBy(cell => cell.Key.Zone).ThenBy(cell => cell.Key.Hour))
            for (var place = 0; place < cell.Prices.Length; place++)
                if ((cell.Rows & (1 << place)) != 0)
                    yield return new(key.Zone, Start(key.Hour, place), place == 4 ? 60 : 15, cell.Prices[place]);
    }

    private static Instant Start(long hour, int place) =>
        Instant.FromUnixTimeSeconds((hour * 3600) + (place == 4 ? 0 : place * 900));

    private sealed class Cell
    {
        public int Rows { get; set; }

        public decimal?[] Prices { get; } = new decimal?[5];
    }
}
