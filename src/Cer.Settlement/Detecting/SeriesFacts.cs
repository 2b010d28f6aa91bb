using Cer.Domain.Codes;

namespace Cer.Settlement.Detecting;

/// <summary>What is known of that which a series measures.</summary>
/// <param name="Flow">Its quantity.</param>
/// <param name="Voltage">Of the connection.</param>
/// <param name="PowerKw">Power of the unit; null for withdrawals.</param>
/// <param name="Sun">The clear sky over a photovoltaic unit; null for every other.</param>
public sealed record SeriesFacts(EnergyFlow Flow, Voltage Voltage, decimal? PowerKw, ClearSky? Sun);
