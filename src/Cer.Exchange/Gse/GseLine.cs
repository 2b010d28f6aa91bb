using Cer.Domain;

namespace Cer.Exchange.Gse;

/// <summary>A month as GSE states it.</summary>
/// <param name="Month">The month of energy.</param>
/// <param name="Kwh">Shared energy.</param>
/// <param name="Tip">The tariff, euro.</param>
/// <param name="Cac">The contribution, euro; null when the statement does not say it.</param>
public sealed record GseLine(MarketMonth Month, decimal Kwh, decimal Tip, decimal? Cac);
