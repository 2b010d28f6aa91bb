namespace Cer.Domain.Codes;

/// <summary>Zone of the day-ahead market: it selects the price, and is not the FC area.</summary>
public enum MarketZone
{
    Nord,
    Cnor,
    Csud,
    Sud,
    Cala,
    Sici,
    Sard,
}
