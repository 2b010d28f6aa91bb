using Cer.Domain.Metering;
using Cer.Operations.Intake;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>The readings of the communities, append-only with revisions.</summary>
public interface IReadingStore
{
    /// <summary>Stores readings, all or none: an equal one is skipped, a changed one is the next revision.</summary>
    /// <exception cref="InvalidOperationException">A point or unit is not in the community's registry.</exception>
    Task<AppendCounts> AppendAsync(
        CommunityId community,
        IntakeSource source,
        IReadOnlyCollection<Reading> readings,
        CancellationToken cancellation);

    /// <summary>The latest revision of every reading that starts in the span, by point, start, unit, meter.</summary>
    IAsyncEnumerable<Reading> LatestAsync(
        CommunityId community, Interval span, CancellationToken cancellation);

    /// <summary>The same as they were known at an instant: without what arrived later.</summary>
    IAsyncEnumerable<Reading> KnownAtAsync(
        CommunityId community, Interval span, Instant at, CancellationToken cancellation);

    /// <summary>The last totals of each meter before an instant of its own; without any it is left out.</summary>
    Task<IReadOnlyList<MeterTotals>> LastTotalsAsync(
        CommunityId community, IReadOnlyCollection<MeterBefore> meters, CancellationToken cancellation);

    /// <summary>What people have recorded that the intake of devices goes by.</summary>
    Task<IntakeGround> GroundAsync(CommunityId community, CancellationToken cancellation);


    /// <summary>From when on quarter hours are kept; all are when null.</summary>
    Task<Instant?> KeptFromAsync(CancellationToken cancellation) => Task.FromResult<Instant?>(null);

    /// <summary>From the start of the first reading to the start of the last; null without readings.</summary>
    Task<(Instant First, Instant Last)?> ExtentAsync(CommunityId community, CancellationToken cancellation);
}
