using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Finds what is missing in the series that are there.</summary>
public interface IGapStore
{
    /// <summary>
    /// The days that lack quarter hours, of each series from its first reading to an instant, while its point is in the
    /// configuration; by day, point, meter and unit.
    /// </summary>
    Task<IReadOnlyList<Gap>> FindAsync(CommunityId community, Instant until, CancellationToken cancellation);
}
