using Cer.Domain;

namespace Cer.Settlement;

/// <summary>A whole run in six figures: energies in micro-kWh; CAC is null when any month's is unknown.</summary>
public sealed record SettlementTotals(
    Int128 Injected, Int128 Withdrawn, Int128 Shared, Money Premium, Money? Cac, Money Surplus);
