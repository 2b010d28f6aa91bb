using Cer.Settlement.Months;

namespace Cer.Operations.Reconciling;

/// <summary>Causes that lie in when and how it was computed: late data, a recalculation, cents.</summary>
internal static class BookCauses
{
    public static IEnumerable<Hypothesis> Of(MonthComparison month) =>
        Late(month).Concat(Recalculated(month)).Concat(Rounded(month));

    private static IEnumerable<Hypothesis> Late(MonthComparison month)
    {
        if (month.Material.Now is { } now) yield return new(CauseKind.LateData, null, "", month.On(now), []) { Change = _ => now };
    }

    /// <summary>What the former statement agreed on with us, and the new one states otherwise.</summary>
    private static IEnumerable<Hypothesis> Recalculated(MonthComparison month)
    {
        if (month.Ground.Advised.Former is not { } former) yield break;
        var before = Figures.Of(former);
        var moved = month.Differing.Where(key =>
            Math.Abs((before[key] ?? 0m) - (month.Own[key] ?? 0m)) <= month.Ground.Tolerances.Of(key.Item));
        yield return new(
            CauseKind.Recalculation,
            null,
            "",
            month.Own.With(moved.Select(key => KeyValuePair.Create(key, month.Advised[key] ?? 0m))),
            [
                new("former_kind", null, Cer.Exchange.Gse.StatementWords.Word(former.Kind)),
                new("former_premium", former.Premium, "EUR"),
                new("new_premium", month.Ground.Advised.Settled!.Premium, "EUR"),
            ]);
    }

    /// <summary>The same hours with cents taken elsewhere: by the hour, by the day, or cut off.</summary>
    private static IEnumerable<Hypothesis> Rounded(MonthComparison month)
    {
        if (!month.Differing.Any(key => key.Item is ReconciledItem.Tip or ReconciledItem.Cac)) yield break;
        var calendar = new MonthCalendar(month.Ground.Month, month.Material.Input.Rules);
        var rate = month.Material.Input.Rules.TransmissionRate(month.Ground.Month.Year);
        foreach (var (name, sum) in new (string, Func<decimal[], decimal>)[]
        {
            ("hour", hours => hours.Sum(Cents)),
            ("day", hours => Enumerable.Range(0, calendar.Days.Count)
                .Sum(day => Cents(hours[calendar.FirstHourOf(day)..calendar.FirstHourOf(day + 1)].Sum()))),
            ("cut", hours => decimal.Truncate(hours.Sum() * 100m) / 100m),
        })
        {
            var figures = new List<KeyValuePair<FigureKey, decimal>>();
            foreach (var unit in month.Hours)
            {
                figures.Add(new(new(ReconciledItem.Tip, unit.Unit.Id), sum(Array.ConvertAll(unit.Premium, eur => eur ?? 0m))));
                if (rate is { } perMwh)
                    figures.Add(new(new(ReconciledItem.Cac, unit.Unit.Id), sum(Array.ConvertAll(unit.Shared, micro =>
                        micro * perMwh / 1_000_000_000m))));
            }

            foreach (var item in figures.GroupBy(figure => figure.Key.Item).ToArray())
                figures.Add(new(new(item.Key, ""), item.Sum(figure => figure.Value)));
            yield return new(CauseKind.Rounding, null, name, month.Own.With(figures), [new("rounding", null, name)]);
        }
    }

    private static decimal Cents(decimal eur) => decimal.Round(eur, 2, MidpointRounding.AwayFromZero);
}
