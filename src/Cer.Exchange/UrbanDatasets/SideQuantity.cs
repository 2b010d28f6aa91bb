namespace Cer.Exchange.UrbanDatasets;

/// <summary>What a user device tells of a quarter beside active energy: powers and reactive energies.</summary>
/// <remarks>Their order is that of the columns in which they are stored.</remarks>
public enum SideQuantity
{
    WithdrawnPower,
    InjectedPower,
    ProducedPower,
    WithdrawnCapacitiveEnergy,
    WithdrawnInductiveEnergy,
    InjectedCapacitiveEnergy,
    InjectedInductiveEnergy,
    ProducedCapacitiveEnergy,
    ProducedInductiveEnergy,
}
