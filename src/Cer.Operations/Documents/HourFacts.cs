using Cer.Domain;

namespace Cer.Operations.Documents;

/// <summary>An hour as it was settled: the points counted in it.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="Produced">What the generators made; null unless every unit's production meter told all of it.</param>
/// <param name="Injected">Energy given to the grid.</param>
/// <param name="Withdrawn">Energy taken from it.</param>
/// <param name="Shared">Energy shared.</param>
/// <param name="Missing">Points left out of the hour.</param>
/// <param name="TipEur">Incentive of all units; null when one cannot be known.</param>
public sealed record HourFacts(
    MarketHour Hour, Energy? Produced, Energy Injected, Energy Withdrawn, Energy Shared, int Missing, decimal? TipEur);
