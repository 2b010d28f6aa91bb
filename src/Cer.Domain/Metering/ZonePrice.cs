using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Domain.Metering;

/// <summary>The day-ahead price of one zone over one interval of 15 or 60 minutes.</summary>
/// <remarks>A price that is null was not published: it is missing, not zero. A price may be negative.</remarks>
public sealed record ZonePrice(MarketZone Zone, Instant Start, int Minutes, decimal? EurPerMwh);
