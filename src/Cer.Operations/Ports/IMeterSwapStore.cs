using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;

namespace Cer.Operations.Ports;

/// <summary>The swaps of meters that people have recorded.</summary>
public interface IMeterSwapStore
{
    /// <summary>Records a swap.</summary>
    /// <param name="community">The community.</param>
    /// <param name="point">The store's number of the point.</param>
    /// <param name="meter">Which of its meters.</param>
    /// <param name="unit">The unit that the meter measures; null where the point has one at most.</param>
    /// <param name="final">What the old one showed at the swap.</param>
    /// <param name="initial">What the new one showed.</param>
    /// <param name="reason">Why.</param>
    /// <param name="author">Who.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Its number; null when there is no such point, or a swap of this instant.</returns>
    Task<int?> AddAsync(
        CommunityId community,
        int point,
        MeterRole meter,
        string? unit,
        MeterSwap final,
        MeterSwap initial,
        string reason,
        string author,
        CancellationToken cancellation);
}
