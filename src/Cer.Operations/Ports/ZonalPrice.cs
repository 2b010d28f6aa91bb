using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Price of a zone for an interval of 15 or 60 minutes, EUR/MWh; may be negative.</summary>
public sealed record ZonalPrice(MarketZone Zone, Instant Start, int Minutes, decimal EurPerMwh);
