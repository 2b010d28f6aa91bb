using Cer.Domain;

namespace Cer.Operations.Homes;

/// <summary>What an hour may bring, kWh.</summary>
public sealed record ForecastHour(MarketHour Hour, decimal Injected, decimal Withdrawn)
{
    /// <summary>What would be given and not be used by anybody: who uses more then, shares it.</summary>
    public decimal Surplus => Injected - Withdrawn;
}
