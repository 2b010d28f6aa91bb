using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Viewing;

/// <summary>A day as the interface tells it: kWh; null is not known.</summary>
internal sealed record DayView(
    string Day,
    decimal? ProducedKwh,
    decimal? SelfKwh,
    decimal? InjectedKwh,
    decimal? WithdrawnKwh,
    decimal? SharedKwh,
    string Quality,
    int? CompletenessPercent)
{
    public static IReadOnlyList<CsvColumn<DayView>> Columns { get; } =
    [
        new("Giorno", day => day.Day),
        new("Prodotta (kWh)", day => day.ProducedKwh),
        new("Usata sul posto (kWh)", day => day.SelfKwh),
        new("Immessa (kWh)", day => day.InjectedKwh),
        new("Prelevata (kWh)", day => day.WithdrawnKwh),
        new("Condivisa (kWh)", day => day.SharedKwh),
        new("Qualità", day => day.Quality),
        new("Completezza (%)", day => day.CompletenessPercent),
    ];

    public static DayView Of(DayFigures day) => new(
        LocalDatePattern.Iso.Format(day.Day),
        day.Totals.Produced?.KilowattHours,
        day.Totals.Self?.KilowattHours,
        day.Totals.Injected?.KilowattHours,
        day.Totals.Withdrawn?.KilowattHours,
        day.Totals.Shared?.KilowattHours,
        HourView.QualityWord(day.Totals.Quality),
        day.Totals.Completeness);
}
