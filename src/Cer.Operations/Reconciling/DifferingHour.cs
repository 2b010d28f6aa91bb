using Cer.Domain;

namespace Cer.Operations.Reconciling;

/// <summary>An hour of a unit whose tariff the statement tells otherwise.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="Price">The zonal price that we have for it, EUR/MWh.</param>
/// <param name="Own">Our tariff before the factor F, EUR/MWh; null when its price is missing.</param>
/// <param name="Advised">The statement's, EUR/MWh.</param>
public sealed record DifferingHour(MarketHour Hour, decimal? Price, decimal? Own, decimal Advised);
