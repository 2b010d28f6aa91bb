using Cer.Host.Viewing;
using Cer.Operations.Paying;
using Cer.Operations.Viewing;
using Cer.Settlement.Dates;
using Cer.Settlement.Payments;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Paying;

/// <summary>A year of the sale of energy (RID): euro; null is not known. Nothing of it is in the incentives.</summary>
internal sealed record SaleView(int Year, bool PartOfPlants, SaleView.PlantView[] Plants, SaleView.MonthView[] Months, EntryView[] Entries)
{
    private const int MostMissing = 100;

    public static SaleView Of(int year, SaleYear sale, RegistryNumbers numbers)
    {
        var spans = sale.Spans.ToDictionary(span => span.Plant, StringComparer.Ordinal);
        PlantView[] plants =
        [
            .. sale.Community.UnitsByAge().Select(unit => unit.Plant).Distinct()
                .Select(plant => PlantView.Of(numbers.Plants[plant], plant, spans.GetValueOrDefault(plant))),
        ];
        return new(
            year,
            plants.Any(plant => plant.From is not null) && plants.Any(plant => plant.From is null),
            plants,
            [.. sale.Months.Select(MonthView.Of)],
            [.. sale.Entries.Select(EntryView.Of)]);
    }

    private static string? Day(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : null;

    /// <summary>Whether GSE buys a plant's energy, as declared last.</summary>
    internal sealed record PlantView(int Id, string Name, string? From, string? To, string? Reason, string? By, string? At)
    {
        public static PlantView Of(int id, string plant, SaleSpan? span) => new(
            id,
            plant,
            Day(span?.From),
            Day(span?.To),
            span?.Reason,
            span?.By,
            span is null ? null : InstantPattern.General.Format(span.At));
    }

    /// <summary>A month: the estimate with what is missing in it, and the figures of others.</summary>
    internal sealed record MonthView(
        string Month,
        decimal? EstimateEur,
        decimal InjectedKwh,
        int Hours,
        int MissingHours,
        MissingView[] Missing,
        string PublishedBy,
        string PaidOn,
        decimal? AdvisedEur,
        decimal? ReceivedEur,
        decimal? AdvisedLessEstimateEur,
        decimal? ReceivedLessAdvisedEur)
    {
        public static IReadOnlyList<CsvColumn<MonthView>> Columns { get; } =
        [
            new("Mese di energia", row => row.Month),
            new("Stima (EUR)", row => row.EstimateEur),
            new("Immessa (kWh)", row => row.InjectedKwh),
            new("Ore attese", row => row.Hours),
            new("Ore mancanti", row => row.MissingHours),
            new("Comunicato dal GSE (EUR)", row => row.AdvisedEur),
            new("Incassato (EUR)", row => row.ReceivedEur),
            new("Pubblicato entro il", row => row.PublishedBy),
            new("Pagato il", row => row.PaidOn),
        ];

        public static MonthView Of(SaleMonth sale)
        {
            var dates = SaleDates.Of(sale.Month);
            return new(
                YearMonthPattern.Iso.Format(sale.Month),
                sale.Estimate.Amount?.Eur,
                sale.Estimate.Injected / 1_000_000m,
                sale.Estimate.Hours,
                sale.Estimate.Missing.Count,
                [.. sale.Estimate.Missing.Take(MostMissing).Select(MissingView.Of)],
                Day(dates.Published)!,
                Day(dates.Paid)!,
                sale.Advised?.Eur,
                sale.Received?.Eur,
                sale.AdvisedLessEstimate?.Eur,
                sale.ReceivedLessAdvised?.Eur);
        }
    }

    /// <summary>An hour that is not in the estimate, and what it lacks: reading, price, or both.</summary>
    internal sealed record MissingView(string From, string Unit, bool Reading, bool Price)
    {
        public static MissingView Of(SaleHour hour) => new(
            InstantPattern.General.Format(hour.Start), hour.Unit, hour.Injected is null, hour.Price is null);
    }
}
