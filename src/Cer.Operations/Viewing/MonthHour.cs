using Cer.Operations.Ports;

namespace Cer.Operations.Viewing;

/// <summary>An hour of a month with what the run that settled it says of each unit; none where it is not settled.</summary>
public sealed record MonthHour(HourFigures Figures, IReadOnlyList<UnitHour> Units)
{
    /// <summary>The zonal price, where all units have one and the same.</summary>
    public decimal? PriceEurPerMwh => Same(unit => unit.PriceEurPerMwh);

    /// <summary>The tariff before the grant reduction, where all units have one and the same.</summary>
    public decimal? TipEurPerMwh => Same(unit => unit.TipEurPerMwh);

    /// <summary>The incentive of all units; null when that of any is not known.</summary>
    public decimal? TipEur => Units.Count == 0 || Units.Any(unit => unit.TipEur is null)
        ? null
        : Units.Sum(unit => unit.TipEur!.Value);

    private decimal? Same(Func<UnitHour, decimal?> value) =>
        Units.Select(value).Distinct().ToArray() is [{ } one] ? one : null;
}
