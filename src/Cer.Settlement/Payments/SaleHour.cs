using NodaTime;

namespace Cer.Settlement.Payments;

/// <summary>An hour of a unit whose energy is sold.</summary>
/// <param name="Start">When it begins.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Injected">Micro-kWh; null when the reading is missing.</param>
/// <param name="Price">Zonal price, EUR/MWh; null when it is missing.</param>
public sealed record SaleHour(Instant Start, string Unit, long? Injected, decimal? Price)
{
    public bool IsKnown => Injected is not null && Price is not null;
}
