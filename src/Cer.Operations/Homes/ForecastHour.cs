using Cer.Domain;

namespace Cer.Operations.Homes;

/// <summary>What an hour may bring, kWh.</summary>
public sealed record ForecastHour(MarketHour Hour, decimal Injected, decimal Withdrawn)
{
    /// <summary>Whether enough members are behind it that it may be told how much it is.</summary>
    public bool IsTold { get; init; } = true;

    /// <summary>What would be given and not be used by anybody: who uses more then, shares it.</summary>
    public decimal Surplus => Injected - Withdrawn;
}
