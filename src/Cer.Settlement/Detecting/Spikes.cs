namespace Cer.Settlement.Detecting;

/// <summary>Finds the quarter after a gap that holds the energy of the gap.</summary>
/// <remarks>A collector that was away books what its counter grew by on the first quarter after.</remarks>
internal static class Spikes
{
    public static IEnumerable<Doubt> Find(QuarterSeries series)
    {
        for (var i = 1; i < series.Count; i++)
        {
            if (!series.IsKnown(i) || series.IsKnown(i - 1) || series.IsOfHour[i]) continue;
            var begin = i;
            while (begin > 0 && !series.IsKnown(begin - 1)) begin--;
            if (begin == 0 || i - begin < DoubtLimits.SpikeGap) continue;
            if (Usual(series, begin, i) is not { } usual) continue;
            var amount = series.Amounts[i];
            // Of a gap of g quarters it holds g + 1; half of that is asked for, as loads vary.
            var least = Math.Max(usual * DoubtLimits.SpikeTimes, usual * (i - begin + 1) / 2);
            if (amount > DoubtLimits.SpikeFloor && amount > least && StandsAlone(series, i))
                yield return new(DoubtKind.SpikeAfterGap, i, i + 1, [amount - usual]);
        }
    }

    private static bool StandsAlone(QuarterSeries series, int quarter)
    {
        for (var i = quarter + 1; i < Math.Min(series.Count, quarter + 5); i++)
            if (series.Amounts[i] * DoubtLimits.SpikeAlone > series.Amounts[quarter]) return false;
        return true;
    }

    /// <summary>The median of the known quarters on both sides; null when they are too few to say.</summary>
    private static long? Usual(QuarterSeries series, int begin, int end)
    {
        var known = new List<long>();
        for (var i = Math.Max(0, begin - DoubtLimits.SpikeSide); i < begin; i++) Add(i);
        for (var i = end + 1; i < Math.Min(series.Count, end + 1 + DoubtLimits.SpikeSide); i++) Add(i);
        if (known.Count < DoubtLimits.SpikeSide) return null;
        known.Sort();
        return known[known.Count / 2];

        void Add(int i)
        {
            if (series.IsKnown(i)) known.Add(series.Amounts[i]);
        }
    }
}
