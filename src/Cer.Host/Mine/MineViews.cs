using System.Text.Json.Serialization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Host.Viewing;
using Cer.Operations.Mine;
using NodaTime.Text;

namespace Cer.Host.Mine;

/// <summary>What a member sees, as the interface tells it: kWh and euro; null is not known.</summary>
internal static class MineViews
{
    public static string QualityWord(Quality? quality) => quality is { } known ? CodeLists.Qualities.Word(known)
        : "missing";

    internal sealed record PointView(int Id, string Label, string From, string? To)
    {
        public static PointView Of(MinePoint point) => new(
            point.Id,
            point.Label,
            LocalDatePattern.Iso.Format(point.From),
            point.To is { } last ? LocalDatePattern.Iso.Format(last) : null);
    }

    internal sealed record MonthView(
        string Month,
        string? Status,
        string State,
        decimal? WithdrawnKwh,
        decimal? InjectedKwh,
        decimal? SharedKwh,
        decimal? TipEur,
        decimal? CacEur,
        decimal? SurplusEur,
        decimal? TotalEur,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DayView>? Days = null)
    {
        public static IReadOnlyList<CsvColumn<MonthView>> Columns { get; } =
        [
            new("Mese", month => month.Month),
            new("Stato", month => month.Status),
            new("Prelevata (kWh)", month => month.WithdrawnKwh),
            new("Immessa (kWh)", month => month.InjectedKwh),
            new("Condivisa (kWh)", month => month.SharedKwh),
            new("TIP (EUR)", month => month.TipEur),
            new("CAC (EUR)", month => month.CacEur),
            new("Eccedenza (EUR)", month => month.SurplusEur),
            new("Totale (EUR)", month => month.TotalEur),
        ];

        public static MonthView Of(MineMonth month) => new(
            YearMonthPattern.Iso.Format(month.Month),
            month.Status,
            month.State,
            month.Withdrawn.KilowattHours,
            month.Injected.KilowattHours,
            month.Shared.KilowattHours,
            month.Tip?.Eur,
            month.Cac?.Eur,
            month.Surplus?.Eur,
            month.Total?.Eur);

        /// <summary>A month that was not settled yet.</summary>
        public static MonthView Unsettled(MarketMonth month) =>
            new($"{month}", null, "open", null, null, null, null, null, null, null);
    }

    internal sealed record RecalculationView(string Corrects, string Month, string Day, decimal Eur)
    {
        public static RecalculationView Of(MineRecalculation one) => new(
            YearMonthPattern.Iso.Format(one.Corrects),
            YearMonthPattern.Iso.Format(one.Month),
            LocalDatePattern.Iso.Format(one.Day),
            one.Amount.Eur);
    }

    internal sealed record DayView(string Day, decimal? WithdrawnKwh, decimal? InjectedKwh, string Quality)
    {
        public static IReadOnlyList<CsvColumn<DayView>> Columns { get; } =
        [
            new("Giorno", day => day.Day),
            new("Prelevata (kWh)", day => day.WithdrawnKwh),
            new("Immessa (kWh)", day => day.InjectedKwh),
            new("Qualità", day => day.Quality),
        ];

        public static DayView Of(MineSpan day) => new(
            LocalDatePattern.Iso.Format(day.Hour.Day),
            day.Withdrawn?.KilowattHours,
            day.Injected?.KilowattHours,
            QualityWord(day.Quality));
    }

    internal sealed record HourView(
        string From, string To, int Ordinal, string Hour, decimal? WithdrawnKwh, decimal? InjectedKwh, string Quality)
    {
        public static IReadOnlyList<CsvColumn<HourView>> Columns { get; } =
        [
            new("Inizio (UTC)", hour => hour.From),
            new("Ora", hour => hour.Ordinal),
            new("Prelevata (kWh)", hour => hour.WithdrawnKwh),
            new("Immessa (kWh)", hour => hour.InjectedKwh),
            new("Qualità", hour => hour.Quality),
        ];

        public static HourView Of(MineSpan hour) => new(
            InstantPattern.General.Format(hour.Hour.Start),
            InstantPattern.General.Format(hour.Hour.End),
            hour.Hour.Ordinal,
            hour.Hour.Start.InZone(MarketHour.Rome)
                .Hour.ToString("00", System.Globalization.CultureInfo.InvariantCulture),
            hour.Withdrawn?.KilowattHours,
            hour.Injected?.KilowattHours,
            QualityWord(hour.Quality));
    }
}
