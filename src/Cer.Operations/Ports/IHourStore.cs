using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>The hours of each point as made from its readings, append-only with revisions.</summary>
public interface IHourStore
{
    /// <summary>Stores hours, all or none: an equal one is skipped, a changed one becomes the next revision.</summary>
    Task<AppendCounts> AppendAsync(
        CommunityId community, IReadOnlyCollection<MeterHour> hours, CancellationToken cancellation);

    /// <summary>The latest revision of every hour that starts in the span, by point, start, unit.</summary>
    IAsyncEnumerable<MeterHour> LatestAsync(
        CommunityId community, Interval span, CancellationToken cancellation);

    /// <summary>The same as they were at an instant of the store's clock: without what was made later.</summary>
    IAsyncEnumerable<MeterHour> KnownAtAsync(
        CommunityId community, Interval span, Instant at, CancellationToken cancellation);
}
