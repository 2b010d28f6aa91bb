using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Regolamenti;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>All that a settlement of a community reads, as it stood at one moment.</summary>
public interface IInputSnapshot : IAsyncDisposable
{
    /// <summary>Version of the definition.</summary>
    int Version { get; }

    CommunityDefinition Definition { get; }

    /// <summary>The versions of the regolamento that were approved by then.</summary>
    IReadOnlyList<RegolamentoVersion> Regolamento { get; }

    /// <summary>What had arrived by the moment.</summary>
    InputCut Cut { get; }

    /// <summary>From when on quarter hours are kept; all are when null.</summary>
    Instant? KeptFrom => null;

    /// <summary>The same with no more than what had arrived by an earlier moment; it lives as long as this one.</summary>
    IInputSnapshot Before(InputCut cut);

    /// <summary>Numbers of the points by their codes.</summary>
    IReadOnlyDictionary<string, int> Points { get; }

    /// <summary>Numbers of the units by their ids.</summary>
    IReadOnlyDictionary<string, int> Units { get; }

    /// <summary>From the start of the first reading to the start of the last; null without readings.</summary>
    Task<(Instant First, Instant Last)?> ExtentAsync(CancellationToken cancellation);

    /// <summary>The latest revision of each price that starts in the span, by zone, start, length.</summary>
    Task<IReadOnlyList<ZonePrice>> PricesAsync(
        IReadOnlyCollection<MarketZone> zones, Interval span, CancellationToken cancellation);

    /// <summary>Streams the words of all classes on the intervals that start in the span; a block is used again for later rows.</summary>
    /// <param name="span">The span.</param>
    /// <param name="pointByPoint">The span is short: look the points up one by one instead of reading all of the month.</param>
    /// <param name="since">What arrived after it is marked as late, what stood then and no longer does as gone; nothing when null.</param>
    /// <param name="cancellation">Stops the reading.</param>
    IAsyncEnumerable<ReadingBlock> ReadingsAsync(
        Interval span, bool pointByPoint, InputCut? since, CancellationToken cancellation);

    /// <summary>The market days of which readings or prices arrived after a cut.</summary>
    Task<IReadOnlyList<LocalDate>> ChangedDaysAsync(
        InputCut since, IReadOnlyCollection<MarketZone> zones, Interval span, CancellationToken cancellation);
}
