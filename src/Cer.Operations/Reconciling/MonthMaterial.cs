using Cer.Domain.Metering;
using Cer.Settlement;

namespace Cer.Operations.Reconciling;

/// <summary>What a month is settled on again: readings weigh much, so it is read for one month at a time.</summary>
/// <param name="Input">What it was settled on; when it was closed, as it was then.</param>
/// <param name="Now">The same as it is now; null when nothing can have changed.</param>
/// <param name="Prices">Prices of every zone, so that another one can be tried.</param>
/// <param name="Unmeasured">Codes of points with hours that nobody measured.</param>
public sealed record MonthMaterial(SettlementInput Input, SettlementInput? Now, PriceTable Prices, IReadOnlySet<string> Unmeasured);
