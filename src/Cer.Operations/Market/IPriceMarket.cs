using NodaTime;

namespace Cer.Operations.Market;

/// <summary>Asks the market's operator for zonal prices of the day-ahead market.</summary>
public interface IPriceMarket
{
    /// <summary>Asks once for the prices of some days, first and last included, of one granularity.</summary>
    Task<MarketAnswer> AskAsync(LocalDate first, LocalDate last, CancellationToken cancellation);
}
