namespace Cer.Settlement.Detecting;

/// <summary>Finds where a running total does not grow by the sum of its quarters.</summary>
/// <remarks>A total that falls is another meter, or kept apart by the intake: it is not compared.</remarks>
internal static class TotalDifferences
{
    public static IEnumerable<Doubt> Find(QuarterSeries series, CalendarDays days)
    {
        var differences = new Dictionary<int, long>();
        var last = -1;
        var sum = 0L;
        for (var i = 0; i < series.Count; i++)
        {
            // What was estimated need not agree with the meter: it is marked as it is.
            if (series.IsKnown(i) && series.IsMeasured[i]) sum += series.Amounts[i];
            else last = -1;
            if (series.Totals[i] < 0) continue;
            if (last >= 0)
            {
                var grown = series.Totals[i] - series.Totals[last];
                var difference = Math.Abs(grown - sum);
                if (grown >= 0 && difference > DoubtLimits.TotalPerQuarter * (i - last)) differences[i] = difference;
            }

            // Without the quarter's own energy the next sum begins after it all the same.
            (last, sum) = (i, 0);
        }

        return differences.Count == 0 ? [] : DoubtSpans.OfDays(
            DoubtKind.TotalVsSum, days, series.Count, i => differences.TryGetValue(i, out var found) ? found : null);
    }
}
