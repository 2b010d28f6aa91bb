using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Operations.Market;

/// <summary>A day of a zone some of whose hours have no price.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Day">The day (Europe/Rome).</param>
/// <param name="Missing">Hours without a price.</param>
/// <param name="Expected">Hours of the day: 23, 24 or 25.</param>
public sealed record PriceGap(MarketZone Zone, LocalDate Day, int Missing, int Expected);
