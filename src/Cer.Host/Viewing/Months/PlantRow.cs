using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Viewing.Months;

/// <summary>A production unit in a month: kWh and euro; null is not known.</summary>
/// <param name="Id">Number of its plant.</param>
/// <param name="Name">Code of its plant.</param>
/// <param name="UnitId">Number of the unit.</param>
/// <param name="Unit">Code of the unit.</param>
/// <param name="PowerKw">Power of the unit; null when the community has it no more.</param>
/// <param name="InjectedKwh">Given to the grid.</param>
/// <param name="SharedKwh">Its part of the shared energy.</param>
/// <param name="IncentivisedKwh">The part that earns the tariff.</param>
/// <param name="TipEur">Incentive.</param>
/// <param name="CacEur">Contribution for the grid services avoided.</param>
internal sealed record PlantRow(
    int? Id,
    string Name,
    int UnitId,
    string Unit,
    decimal? PowerKw,
    decimal InjectedKwh,
    decimal SharedKwh,
    decimal IncentivisedKwh,
    decimal? TipEur,
    decimal? CacEur)
{
    public static IReadOnlyList<CsvColumn<PlantRow>> Columns { get; } =
    [
        new("Impianto n.", row => row.Id),
        new("Impianto", row => row.Name),
        new("Unità n.", row => row.UnitId),
        new("Unità", row => row.Unit),
        new("Potenza (kW)", row => row.PowerKw),
        new("Immessa (kWh)", row => row.InjectedKwh),
        new("Condivisa (kWh)", row => row.SharedKwh),
        new("Incentivata (kWh)", row => row.IncentivisedKwh),
        new("Tariffa premio (EUR)", row => row.TipEur),
        new("Contributo ARERA (EUR)", row => row.CacEur),
    ];

    public static PlantRow Of(UnitMonth month, MonthPage page)
    {
        var unit = page.Community.Units.FirstOrDefault(unit => unit.Id == month.Unit);
        return new(
            unit is null ? null : page.Numbers.Plants[unit.Plant],
            unit?.Plant ?? month.Unit,
            page.Numbers.Units[month.Unit],
            month.Unit,
            unit?.PowerKw,
            month.Injected.KilowattHours,
            month.Shared.KilowattHours,
            month.Incentivised.KilowattHours,
            month.Tip?.Eur,
            month.Cac?.Eur);
    }
}
