using Cer.Operations.Viewing;

namespace Cer.Host.Viewing.Plants;

/// <summary>An hour of a plant: kWh and euro; null is not known.</summary>
internal sealed record PlantHourView(
    string From,
    string To,
    int Ordinal,
    string Hour,
    decimal? ProducedKwh,
    decimal? SelfKwh,
    decimal? InjectedKwh,
    decimal? SharedKwh,
    decimal? TipEur)
{
    public static IReadOnlyList<CsvColumn<PlantHourView>> Columns { get; } =
    [
        new("Dalle (UTC)", hour => hour.From),
        new("Alle (UTC)", hour => hour.To),
        new("Ora n.", hour => hour.Ordinal),
        new("Ora (Roma)", hour => hour.Hour),
        new("Prodotta (kWh)", hour => hour.ProducedKwh),
        new("Usata sul posto (kWh)", hour => hour.SelfKwh),
        new("Immessa (kWh)", hour => hour.InjectedKwh),
        new("Condivisa (kWh)", hour => hour.SharedKwh),
        new("Tariffa premio (EUR)", hour => hour.TipEur),
    ];

    public static PlantHourView Of(PlantHour hour) => new(
        HourView.Text(hour.Hour.Start),
        HourView.Text(hour.Hour.End),
        hour.Hour.Ordinal,
        HourView.LocalHour(hour.Hour),
        hour.Figures.Produced?.KilowattHours,
        hour.Figures.Self?.KilowattHours,
        hour.Figures.Injected?.KilowattHours,
        hour.Shared?.KilowattHours,
        hour.TipEur);
}
