using Cer.Operations.Viewing;

namespace Cer.Host.Viewing.Months;

/// <summary>An hour of a month, with its price, its tariff and its units where the month is settled.</summary>
internal sealed record MonthHourView : HourView
{
    private MonthHourView(MonthHour hour, MonthHours month)
        : base(hour.Figures)
    {
        PriceEurMwh = hour.PriceEurPerMwh;
        TipEurMwh = hour.TipEurPerMwh;
        TipEur = hour.TipEur;
        Plants = [.. hour.Units.Select(unit => new UnitView(
            month.Plants.TryGetValue(unit.Unit, out var plant) ? plant : null,
            month.Numbers.Units[unit.Unit],
            unit.Unit,
            unit.Injected?.KilowattHours,
            unit.Shared.KilowattHours,
            unit.PriceEurPerMwh,
            unit.TipEurPerMwh,
            unit.TipEur))];
    }

    /// <summary>The zonal price, where all units have the same.</summary>
    public decimal? PriceEurMwh { get; }

    /// <summary>The tariff before the grant reduction, where all units have the same.</summary>
    public decimal? TipEurMwh { get; }

    public decimal? TipEur { get; }

    public UnitView[] Plants { get; }

    public static MonthHourView Of(MonthHour hour, MonthHours month) => new(hour, month);

    /// <summary>The columns of the community, then three of each unit.</summary>
    public static IReadOnlyList<CsvColumn<MonthHourView>> Columns(IEnumerable<string> units) =>
    [
        .. Columns<MonthHourView>(),
        new("Prezzo zonale (EUR/MWh)", hour => hour.PriceEurMwh),
        new("Tariffa premio (EUR/MWh)", hour => hour.TipEurMwh),
        new("Tariffa premio (EUR)", hour => hour.TipEur),
        .. units.SelectMany(unit => new CsvColumn<MonthHourView>[]
        {
            new($"{unit} immessa (kWh)", hour => hour.Unit(unit)?.InjectedKwh),
            new($"{unit} condivisa (kWh)", hour => hour.Unit(unit)?.SharedKwh),
            new($"{unit} tariffa premio (EUR)", hour => hour.Unit(unit)?.TipEur),
        }),
    ];

    private UnitView? Unit(string code) => Array.Find(Plants, unit => unit.Unit == code);

    /// <summary>A unit in the hour; id is the number of its plant.</summary>
    internal sealed record UnitView(
        int? Id,
        int UnitId,
        string Unit,
        decimal? InjectedKwh,
        decimal SharedKwh,
        decimal? PriceEurMwh,
        decimal? TipEurMwh,
        decimal? TipEur);
}
