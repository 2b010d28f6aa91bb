using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>A market day: its hours added up.</summary>
public sealed record DayFigures(LocalDate Day, EnergyTotals Totals)
{
    /// <summary>The days of hours that come in order.</summary>
    public static IReadOnlyList<DayFigures> Of(IEnumerable<HourFigures> hours) =>
        [.. hours.GroupBy(hour => hour.Hour.Day).Select(day => new DayFigures(day.Key, EnergyTotals.Of([.. day])))];
}
