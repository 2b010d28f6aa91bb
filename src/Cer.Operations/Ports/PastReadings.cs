using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Readings of now, or those of a closed month.</summary>
internal static class PastReadings
{
    /// <summary>The latest readings; as they were known at an instant when one is given.</summary>
    public static IAsyncEnumerable<Reading> AsOfAsync(
        this IReadingStore readings, CommunityId community, Interval span, Instant? at, CancellationToken cancellation) =>
        at is { } then
            ? readings.KnownAtAsync(community, span, then, cancellation)
            : readings.LatestAsync(community, span, cancellation);
}
