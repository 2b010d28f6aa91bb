using Cer.Domain.Codes;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Viewing.Plants;

/// <summary>A plant as the interface tells it: kWh; null is not known.</summary>
internal record PlantView
{
    protected PlantView(PlantPage page)
    {
        (Id, Name) = (page.Id, page.Code);
        PowerKw = page.Units.Sum(unit => unit.Unit.PowerKw);
        InService = LocalDatePattern.Iso.Format(page.Units.Min(unit => unit.Unit.InService));
        Regime = string.Join('+', page.Units.Select(unit => CodeLists.Regimes.Word(unit.Unit.Regime)).Distinct());
        Units = [.. page.Units.Select(unit => new UnitView(unit.Id, unit.Unit.Id, unit.Unit.PowerKw))];
        Today = EnergyView.Of(page.Today);
        Month = EnergyView.Of(page.Month);
        LastReadingAt = page.LastReadingEnd is { } at ? HourView.Text(at) : null;
        Silent = page.Silent;
    }

    public int Id { get; }

    /// <summary>The code that its referent gave it.</summary>
    public string Name { get; }

    /// <summary>Where it stands: nothing says so yet.</summary>
    public string? Place { get; }

    public decimal PowerKw { get; }

    /// <summary>First day of the first of its units.</summary>
    public string InService { get; }

    public string Regime { get; }

    public UnitView[] Units { get; }

    /// <summary>Whole hours of the day that runs; null while nothing is known.</summary>
    public EnergyView? Today { get; }

    /// <summary>Whole hours of the month; null while nothing is known.</summary>
    public EnergyView? Month { get; }

    /// <summary>End of the newest reading.</summary>
    public string? LastReadingAt { get; }

    public bool Silent { get; }

    public static IReadOnlyList<CsvColumn<PlantView>> Columns { get; } =
    [
        new("Impianto n.", plant => plant.Id),
        new("Impianto", plant => plant.Name),
        new("Luogo", plant => plant.Place),
        new("Potenza (kW)", plant => plant.PowerKw),
        new("In esercizio dal", plant => plant.InService),
        new("Regime", plant => plant.Regime),
        new("Unità", plant => string.Join(", ", plant.Units.Select(unit => unit.Code))),
        new("Prodotta oggi (kWh)", plant => plant.Today?.ProducedKwh),
        new("Immessa oggi (kWh)", plant => plant.Today?.InjectedKwh),
        new("Prodotta nel mese (kWh)", plant => plant.Month?.ProducedKwh),
        new("Immessa nel mese (kWh)", plant => plant.Month?.InjectedKwh),
        new("Ultima lettura (UTC)", plant => plant.LastReadingAt),
        new("Silenzioso", plant => plant.Silent),
    ];

    public static PlantView Of(PlantPage page) => new(page);

    internal sealed record UnitView(int Id, string Code, decimal PowerKw);

    /// <summary>What was made and given: kWh.</summary>
    internal sealed record EnergyView(decimal? ProducedKwh, decimal? InjectedKwh)
    {
        public static EnergyView? Of(UnitFigures figures) => figures is { Produced: null, Injected: null }
            ? null
            : new(figures.Produced?.KilowattHours, figures.Injected?.KilowattHours);
    }
}
