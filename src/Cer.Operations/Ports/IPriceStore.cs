using Cer.Domain.Codes;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Zonal prices of the day-ahead market, append-only with revisions; the same for every community.</summary>
public interface IPriceStore
{
    /// <summary>Stores prices, all or none: an equal one is skipped, a changed one becomes the next revision.</summary>
    /// <param name="prices">The prices; one that was not published is no price, and is passed over.</param>
    /// <param name="source">What they were read from.</param>
    /// <param name="cancellation">Stops the wait.</param>
    Task<AppendCounts> AppendAsync(
        IReadOnlyCollection<ZonePrice> prices, string source, CancellationToken cancellation);

    /// <summary>The same, and notes in the same commit that the ground of the months between them has changed, when it has.</summary>
    Task<AppendCounts> AppendAndTouchAsync(
        IReadOnlyCollection<ZonePrice> prices, string source, CancellationToken cancellation);

    /// <summary>The latest revision of each price that starts in the span, by zone, start, length.</summary>
    Task<IReadOnlyList<ZonePrice>> LatestAsync(
        IReadOnlyCollection<MarketZone> zones, Interval span, CancellationToken cancellation);
}
