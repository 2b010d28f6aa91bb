using Cer.Domain;

namespace Cer.Operations.Viewing;

/// <summary>What a unit, by its code, made and gave in an hour.</summary>
public sealed record UnitHourFigures(string Unit, MarketHour Hour, UnitFigures Figures);
