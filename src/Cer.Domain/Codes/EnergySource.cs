namespace Cer.Domain.Codes;

/// <summary>What a plant makes energy from.</summary>
public enum EnergySource
{
    Photovoltaic,
    Wind,
    Hydro,
    Biogas,
    Biomass,
    Other,
}
