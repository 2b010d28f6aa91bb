using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>Reads the stored hours of a few units, without those of the whole community.</summary>
public interface IUnitHourView
{
    /// <summary>The hours that start in a span, by hour.</summary>
    Task<IReadOnlyList<UnitHourFigures>> ReadAsync(
        CommunityId community,
        IReadOnlyCollection<int> points,
        IReadOnlyCollection<int> units,
        Interval span,
        CancellationToken cancellation);
}
