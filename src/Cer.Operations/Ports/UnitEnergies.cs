namespace Cer.Operations.Ports;

/// <summary>The energies of an hour of a production unit in a run, in micro-kWh.</summary>
/// <param name="Unit">Id of the unit.</param>
/// <param name="Hour">The hour, since the Unix epoch.</param>
/// <param name="Injected">Null when the point was left out of the hour.</param>
/// <param name="Shared">Its part of the shared energy.</param>
/// <param name="Incentivised">The part that earns the tariff.</param>
/// <param name="Exempt">The part that the grant reduction does not touch.</param>
public readonly record struct UnitEnergies(
    string Unit, long Hour, long? Injected, long Shared, long Incentivised, long Exempt);
