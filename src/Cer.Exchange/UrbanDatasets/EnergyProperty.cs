namespace Cer.Exchange.UrbanDatasets;

/// <summary>A property that tells of energy: of the period, or the meter's total at its end.</summary>
/// <remarks>The power is that of ten by which a message's unit exceeds a micro-kWh.</remarks>
internal sealed record EnergyProperty(string Name, Direction Direction, bool IsTotal, int Power = EnergyUnit.Default);
