namespace Cer.Domain.Rules;

/// <summary>The CAC components of a calendar year, EUR/MWh; confirmed only by naming the act.</summary>
public sealed record CacRate(decimal? TransmissionRate, decimal? Btau, string? Act)
{
    /// <summary>TRAS_E, when an act confirms it.</summary>
    public decimal? ConfirmedTransmissionRate => string.IsNullOrWhiteSpace(Act) ? null : TransmissionRate;

    /// <summary>BTAU, when an act confirms it.</summary>
    public decimal? ConfirmedBtau => string.IsNullOrWhiteSpace(Act) ? null : Btau;
}
