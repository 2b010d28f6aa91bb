using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>Reads the stored hours of a few units, without those of the whole community.</summary>
public interface IUnitHourView
{
    /// <summary>The hours that start in a span, by hour; as they were at an instant of the store when one is given.</summary>
    Task<IReadOnlyList<UnitHourFigures>> ReadAsync(
        CommunityId community,
        IReadOnlyCollection<int> points,
        IReadOnlyCollection<int> units,
        Interval span,
        Instant? at,
        CancellationToken cancellation);
}
