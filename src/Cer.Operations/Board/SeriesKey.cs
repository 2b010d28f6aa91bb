using Cer.Domain.Metering;
using Cer.Settlement.Detecting;

namespace Cer.Operations.Board;

/// <summary>Which series: a quantity of a point or of one of its units, by the store's numbers.</summary>
/// <param name="Point">The point.</param>
/// <param name="Unit">The unit; 0 for what the point withdraws.</param>
/// <param name="Flow">The quantity.</param>
public readonly record struct SeriesKey(int Point, int Unit, EnergyFlow Flow)
{
    public MeterRole Meter => Flow == EnergyFlow.Produced ? MeterRole.Production : MeterRole.Exchange;
}
