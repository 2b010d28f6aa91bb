using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Cer.Settlement.Sharing;

namespace Cer.Operations.Checking;

/// <summary>A month of a legal community: its configurations, and what is shared in each market zone.</summary>
/// <param name="Legal">The legal community.</param>
/// <param name="Month">The month.</param>
/// <param name="Configurations">Its configurations; energies are null for one that cannot be settled in the month.</param>
/// <param name="Zones">The zones, over the configurations that can.</param>
public sealed record LegalMonth(
    LegalCommunity Legal,
    MarketMonth Month,
    IReadOnlyList<LegalMonth.Part> Configurations,
    IReadOnlyList<ZoneShare> Zones)
{
    /// <summary>A configuration in the month, micro-kWh.</summary>
    public sealed record Part(
        CommunitySummary Configuration, string? Substation, MarketZone? Zone, long? Injected, long? Withdrawn, long? SelfConsumed);
}
