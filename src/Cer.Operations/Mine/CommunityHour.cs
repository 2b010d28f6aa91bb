using Cer.Domain;

namespace Cer.Operations.Mine;

/// <summary>An hour of the whole community.</summary>
public sealed record CommunityHour(MarketHour Hour, Energy Injected, Energy Withdrawn, Energy Shared)
{
    /// <summary>What nobody of the community used.</summary>
    public Energy Surplus => Energy.FromMicroKilowattHours(
        Math.Max(0, Injected.MicroKilowattHours - Shared.MicroKilowattHours));
}
