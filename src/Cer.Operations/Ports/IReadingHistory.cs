using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Everything that was ever said of a point's day, as it was known at any instant.</summary>
public interface IReadingHistory
{
    /// <summary>All revisions of the intervals that start in a market day, and what stands.</summary>
    /// <param name="community">The community.</param>
    /// <param name="point">The store's number of the point.</param>
    /// <param name="day">The market day.</param>
    /// <param name="at">What was known then; now when null.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Stops the reading.</param>
    Task<ReadingsOfDay> DayAsync(
        CommunityId community, int point, LocalDate day, Instant? at, int most, CancellationToken cancellation);
}
