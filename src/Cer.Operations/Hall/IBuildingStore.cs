using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>Reads the points of the municipality and the sums that are kept of their hours.</summary>
public interface IBuildingStore
{
    /// <summary>The points whose last holder is the municipality, by number.</summary>
    Task<IReadOnlyList<MunicipalPoint>> PointsAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>The hours of one point in a span, in order.</summary>
    Task<IReadOnlyList<PointHour>> HoursAsync(
        CommunityId community, int point, Interval span, CancellationToken cancellation);

    /// <summary>By point, how good the days of a span are.</summary>
    Task<IReadOnlyDictionary<int, PointQuality>> QualityAsync(
        CommunityId community, Interval span, CancellationToken cancellation);
}
