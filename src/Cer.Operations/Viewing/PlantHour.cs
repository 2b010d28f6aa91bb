using Cer.Domain;

namespace Cer.Operations.Viewing;

/// <summary>An hour of a plant; what was shared and what it is worth is known once the month is settled.</summary>
public sealed record PlantHour(MarketHour Hour, UnitFigures Figures, Energy? Shared, decimal? TipEur);
