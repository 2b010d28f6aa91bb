using Cer.Domain;
using Cer.Domain.Community;
using Cer.Exchange.Gse;
using Cer.Settlement.Months;

namespace Cer.Operations.Reconciling;

/// <summary>Holds the tariff of each hour that a statement tells against ours: price of the zone, bracket, correction.</summary>
/// <remarks>Source: DM 414/2023, All. 1. The tariff is before the factor F; one to which F is applied is taken for the same.</remarks>
internal static class TariffHours
{
    /// <summary>How many of the hours that differ are named.</summary>
    public const int Named = 10;

    // Tariffs are written with two decimals or more.
    private const decimal Tolerance = 0.01m;

    /// <summary>A row for each unit whose hours the statement tells; <paramref name="causes" /> are those of its amount.</summary>
    public static IEnumerable<ReconciledRow> Of(
        MonthComparison month, IReadOnlyDictionary<FigureKey, IReadOnlyList<RankedCause>> causes)
    {
        var units = month.Hours.ToDictionary(unit => unit.Unit.Id, StringComparer.Ordinal);
        foreach (var told in (month.Ground.Advised.Settled?.Lines ?? [])
            .Where(line => line is { Hour: not null, Tariff: not null, Unit: not null })
            .GroupBy(line => line.Unit!, StringComparer.Ordinal).OrderBy(unit => unit.Key, StringComparer.Ordinal))
        {
            if (!units.TryGetValue(told.Key, out var own)) continue;
            var kept = KeptOf(month, own.Unit);
            DifferingHour[] differing =
            [
                .. told.OrderBy(line => line.Hour).Select(line => Held(month.Ground.Month, own, line, kept)).OfType<DifferingHour>(),
            ];
            yield return new(
                new(ReconciledItem.TariffHours, told.Key),
                told.Count(),
                told.Count() - differing.Length,
                null,
                -differing.Length,
                differing.Length > 0,
                differing.Length > 0 ? CausesOf(own.Unit, told.Count(), causes) : [])
            {
                Hours = [.. differing.Take(Named)],
            };
        }
    }

    private static DifferingHour? Held(MarketMonth month, UnitHours own, StatementLine line, decimal kept)
    {
        var hour = MarketHour.StartingAt(line.Hour!.Value);
        var place = (int)((line.Hour.Value.ToUnixTimeSeconds() / 3600) - month.FirstHour);
        // An hour in which the unit is not in service has no tariff, whatever is told of it without energy.
        if (place < 0 || place >= own.Active.Length || (!own.Active[place] && (line.Tip ?? 0m) == 0m)) return null;
        var (tariff, told) = (own.Tariff[place], line.Tariff!.Value);
        return tariff is { } ours && (Math.Abs(told - ours) <= Tolerance || Math.Abs(told - (ours * kept)) <= Tolerance)
            ? null
            : new(hour, own.Price[place], tariff, told);
    }

    /// <summary>The causes of the unit's amount that give the tariff of the hours too; those of the amount alone are none.</summary>
    private static IReadOnlyList<RankedCause> CausesOf(
        ProductionUnit unit, int told, IReadOnlyDictionary<FigureKey, IReadOnlyList<RankedCause>> causes)
    {
        if (!causes.TryGetValue(new(ReconciledItem.Tip, unit.Id), out var known)
            || known.FirstOrDefault(cause => cause.Explains) is not { } first) return [];
        var alone = first with { Figure = told, Residual = 0m, IsWhole = false, Parts = [] };
        return IsOfTariff(first.Kind) ? [alone]
            : first.Parts.FirstOrDefault(part => IsOfTariff(part.Kind)) is { } part
                ? [alone with { Kind = part.Kind, Point = part.Point, About = part.About, Facts = part.Facts }]
                : [];
    }

    private static bool IsOfTariff(CauseKind kind) =>
        kind is CauseKind.PriceZone or CauseKind.PowerBracket or CauseKind.AreaCorrection;

    /// <summary>What F leaves of the tariff.</summary>
    private static decimal KeptOf(MonthComparison month, ProductionUnit unit)
    {
        var kept = month.Material.Input.Rules.On(month.Ground.Month.FirstDay).Grant.Kept(unit.GrantPercent);
        return (decimal)kept.Numerator / (decimal)kept.Denominator;
    }
}
