namespace Cer.Settlement.Detecting;

/// <summary>Looks a series over for all that can be wrong with it.</summary>
public sealed class SeriesDetectors(CalendarDays days)
{
    private readonly Estimates _estimates = new(days);

    /// <summary>The doubts about a series, by their first quarter.</summary>
    public IReadOnlyList<Doubt> Find(QuarterSeries series, SeriesFacts facts) =>
    [
        .. Missing(series, facts)
            .Concat(ClassDifferences.Find(series, days))
            .Concat(TotalDifferences.Find(series, days))
            .Concat(PowerDoubts.Find(series, facts, days))
            .Concat(FlatLines.Find(series, facts))
            .Concat(Spikes.Find(series))
            .OrderBy(doubt => doubt.From),
    ];

    /// <summary>What the clear sky would give a plant; null for what is no plant of the sun.</summary>
    public static long[]? SkyShape(SeriesFacts facts, int count)
    {
        if (facts is not { Sun: { } sky, PowerKw: { } power, Flow: not EnergyFlow.Withdrawn }) return null;
        var shape = new long[count];
        for (var i = 0; i < count; i++) shape[i] = sky.IsNight(i) ? 0 : sky.Most(i, power);
        return shape;
    }

    private IEnumerable<Doubt> Missing(QuarterSeries series, SeriesFacts facts)
    {
        long[]? shape = null;
        for (var from = 0; from < series.Count; from++)
        {
            if (!Lacks(from)) continue;
            var to = from + 1;
            while (to < series.Count && Lacks(to)) to++;
            shape ??= SkyShape(facts, series.Count);
            var (amounts, _) = _estimates.Of(series, from, to, shape);
            yield return new(DoubtKind.Missing, from, to, Array.Exists(amounts, amount => amount < 0) ? null : amounts);
            from = to;
        }

        bool Lacks(int quarter) => series.IsDue[quarter] && !series.IsKnown(quarter);
    }
}
