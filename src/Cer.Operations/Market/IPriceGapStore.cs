using Cer.Domain.Codes;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Market;

/// <summary>Which prices are needed, which are known, and what became of asking for them.</summary>
public interface IPriceGapStore
{
    /// <summary>The zones of units and the first day that a community needs of each; of one community, or of all.</summary>
    Task<IReadOnlyDictionary<MarketZone, LocalDate>> NeededAsync(CommunityId? community, CancellationToken cancellation);

    /// <summary>How many hours of each zone and Rome day have a price: their own, or all four of their quarters.</summary>
    Task<IReadOnlyDictionary<(MarketZone Zone, LocalDate Day), int>> KnownAsync(
        IReadOnlyCollection<MarketZone> zones, Interval span, CancellationToken cancellation);

    /// <summary>Notes what became of a request.</summary>
    Task AddAsync(PriceFetch fetch, CancellationToken cancellation);

    /// <summary>The latest requests, the latest first.</summary>
    Task<IReadOnlyList<PriceFetch>> ListAsync(int most, CancellationToken cancellation);
}
