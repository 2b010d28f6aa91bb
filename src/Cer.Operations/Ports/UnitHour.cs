using Cer.Domain;

namespace Cer.Operations.Ports;

/// <summary>An hour of a production unit in a run: a row of plant_hours.csv.</summary>
/// <param name="Unit">Id of the unit.</param>
/// <param name="Hour">The hour.</param>
/// <param name="Injected">Energy given; null when the point was left out of the hour.</param>
/// <param name="Shared">Its part of the shared energy.</param>
/// <param name="Incentivised">The part that earns the tariff.</param>
/// <param name="Exempt">The part that the grant reduction does not touch.</param>
/// <param name="PriceEurPerMwh">Zonal price; null when missing.</param>
/// <param name="TipEurPerMwh">Tariff before the grant reduction; null when it cannot be known.</param>
/// <param name="TipEur">Incentive, with all its digits; null when it cannot be known.</param>
public sealed record UnitHour(
    string Unit,
    MarketHour Hour,
    Energy? Injected,
    Energy Shared,
    Energy Incentivised,
    Energy Exempt,
    decimal? PriceEurPerMwh,
    decimal? TipEurPerMwh,
    decimal? TipEur);
