namespace Cer.Settlement.Detecting;

/// <summary>Finds a value that comes again and again, which no load and no sun does.</summary>
internal static class FlatLines
{
    public static IEnumerable<Doubt> Find(QuarterSeries series, SeriesFacts facts)
    {
        var most = facts.Sun is null ? DoubtLimits.FlatOther : DoubtLimits.FlatSun;
        var from = 0;
        for (var to = 1; to <= series.Count; to++)
        {
            if (to < series.Count && series.IsMeasured[to] && series.Amounts[to] == series.Amounts[from]) continue;
            if (to - from > most && series.IsMeasured[from] && series.Amounts[from] >= DoubtLimits.FlatFloor)
                yield return new(DoubtKind.FlatLine, from, to, series.Amounts[from..to]);
            from = to;
        }
    }
}
