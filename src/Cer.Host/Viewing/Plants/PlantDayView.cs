using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Viewing.Plants;

/// <summary>A day of a plant: kWh; null is not known.</summary>
internal sealed record PlantDayView(
    string Day, decimal? ProducedKwh, decimal? SelfKwh, decimal? InjectedKwh, decimal? SharedKwh)
{
    public static IReadOnlyList<CsvColumn<PlantDayView>> Columns { get; } =
    [
        new("Giorno", day => day.Day),
        new("Prodotta (kWh)", day => day.ProducedKwh),
        new("Usata sul posto (kWh)", day => day.SelfKwh),
        new("Immessa (kWh)", day => day.InjectedKwh),
        new("Condivisa (kWh)", day => day.SharedKwh),
    ];

    public static IEnumerable<PlantDayView> Of(IEnumerable<PlantHour> hours) =>
        hours.GroupBy(hour => hour.Hour.Day).Select(day => new PlantDayView(
            LocalDatePattern.Iso.Format(day.Key),
            EnergyTotals.Sum(day.Select(hour => hour.Figures.Produced))?.KilowattHours,
            EnergyTotals.Sum(day.Select(hour => hour.Figures.Self))?.KilowattHours,
            EnergyTotals.Sum(day.Select(hour => hour.Figures.Injected))?.KilowattHours,
            EnergyTotals.Sum(day.Select(hour => hour.Shared))?.KilowattHours));
}
