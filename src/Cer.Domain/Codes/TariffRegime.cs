namespace Cer.Domain.Codes;

/// <summary>Which tariff a production unit is entitled to.</summary>
public enum TariffRegime
{
    Tip,
    Flat42Bis,
    None,
}
