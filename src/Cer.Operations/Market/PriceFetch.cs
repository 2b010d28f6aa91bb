using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Operations.Market;

/// <summary>A request for prices and what became of it.</summary>
/// <param name="At">When it ended.</param>
/// <param name="First">First day that was asked for.</param>
/// <param name="Last">Last day.</param>
/// <param name="Zones">The zones that were wanted.</param>
/// <param name="Added">Prices that are new.</param>
/// <param name="Corrected">Prices that became a revision.</param>
/// <param name="Problem">Why nothing came; null when it worked.</param>
public sealed record PriceFetch(
    Instant At, LocalDate First, LocalDate Last, IReadOnlyList<MarketZone> Zones, int Added, int Corrected, string? Problem)
{
    public bool Covers(MarketZone zone, LocalDate day) => First <= day && day <= Last && Zones.Contains(zone);
}
