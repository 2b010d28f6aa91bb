using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Viewing;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Viewing;

/// <summary>An hour as the interface tells it: kWh; null is not known.</summary>
internal record HourView
{
    protected HourView(HourFigures figures)
    {
        var hour = figures.Hour;
        (From, To, Ordinal, Hour) = (Text(hour.Start), Text(hour.End), hour.Ordinal, LocalHour(hour));
        ProducedKwh = figures.Produced?.KilowattHours;
        SelfKwh = figures.Self?.KilowattHours;
        InjectedKwh = figures.Injected?.KilowattHours;
        WithdrawnKwh = figures.Withdrawn?.KilowattHours;
        SharedKwh = figures.Shared?.KilowattHours;
        Quality = QualityWord(figures.Quality);
        CompletenessPercent = figures.Completeness;
    }

    public string From { get; }

    public string To { get; }

    public int Ordinal { get; }

    /// <summary>The hour of the Rome clock: twice the same where the clock is put back.</summary>
    public string Hour { get; }

    public decimal? ProducedKwh { get; }

    public decimal? SelfKwh { get; }

    public decimal? InjectedKwh { get; }

    public decimal? WithdrawnKwh { get; }

    public decimal? SharedKwh { get; }

    public string Quality { get; }

    public int? CompletenessPercent { get; }

    public static HourView Of(HourFigures figures) => new(figures);

    public static string Text(Instant instant) => InstantPattern.General.Format(instant);

    public static string LocalHour(MarketHour hour) =>
        hour.Start.InZone(MarketHour.Rome).Hour.ToString("00", CultureInfo.InvariantCulture);

    public static string QualityWord(Quality? quality) => quality is { } known ? CodeLists.Qualities.Word(known) : "missing";

    public static IReadOnlyList<CsvColumn<T>> Columns<T>()
        where T : HourView =>
    [
        new("Dalle (UTC)", hour => hour.From),
        new("Alle (UTC)", hour => hour.To),
        new("Ora n.", hour => hour.Ordinal),
        new("Ora (Roma)", hour => hour.Hour),
        new("Prodotta (kWh)", hour => hour.ProducedKwh),
        new("Usata sul posto (kWh)", hour => hour.SelfKwh),
        new("Immessa (kWh)", hour => hour.InjectedKwh),
        new("Prelevata (kWh)", hour => hour.WithdrawnKwh),
        new("Condivisa (kWh)", hour => hour.SharedKwh),
        new("Qualità", hour => hour.Quality),
        new("Completezza (%)", hour => hour.CompletenessPercent),
    ];
}
