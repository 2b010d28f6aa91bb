namespace Cer.Settlement.Detecting;

/// <summary>What a missing quarter would probably have held: proposed to a person, never put in by itself.</summary>
/// <remarks>
/// Short gaps between two known quarters: a straight line. Longer ones: the mean of days of the same kind, the nearest first;
/// for a plant its neighbour's production or the clear sky, scaled by the days around. Where nothing is similar it stays missing.
/// </remarks>
public sealed class Estimates(CalendarDays days)
{
    /// <summary>Two hours: a longer gap has a shape that no line follows.</summary>
    public const int ShortGap = 8;

    /// <summary>How many days of one kind are averaged.</summary>
    public const int SimilarDays = 4;

    /// <summary>How far they may be, in days: four weeks, before the season is another.</summary>
    public const int Reach = 28;

    /// <summary>The days around whose sky and size a plant's estimate has.</summary>
    public const int PlantReach = 7;

    /// <summary>The values of missing quarters of a span, micro-kWh; negative where nothing is similar, or nothing missing.</summary>
    /// <param name="series">The series with the days around.</param>
    /// <param name="from">The first quarter.</param>
    /// <param name="to">The quarter after the last.</param>
    /// <param name="shape">What a plant's energy follows, quarter by quarter: a neighbour, or the sky; null for other series.</param>
    public (long[] Amounts, EstimateMethod Method) Of(QuarterSeries series, int from, int to, IReadOnlyList<long>? shape)
    {
        var amounts = new long[to - from];
        Array.Fill(amounts, QuarterSeries.None);
        if (Line(series, from, to, amounts)) return (amounts, EstimateMethod.Interpolated);
        var found = false;
        var sums = shape is null ? default : Sums(series, shape);
        for (var quarter = from; quarter < to; quarter++)
        {
            if (series.IsKnown(quarter)) continue;
            var amount = shape is null ? Similar(series, quarter) : Scaled(sums, quarter, shape);
            amounts[quarter - from] = amount;
            found |= amount >= 0;
        }

        return (amounts, !found ? EstimateMethod.None : shape is null ? EstimateMethod.SimilarDays : EstimateMethod.Scaled);
    }

    private static bool Line(QuarterSeries series, int from, int to, long[] amounts)
    {
        var (begin, end) = (from, to);
        while (begin > 0 && !series.IsKnown(begin - 1) && from - begin <= ShortGap) begin--;
        while (end < series.Count && !series.IsKnown(end) && end - to <= ShortGap) end++;
        if (end - begin > ShortGap || begin == 0 || end == series.Count) return false;
        for (var quarter = from; quarter < to; quarter++)
            if (series.IsKnown(quarter)) return false;
        var (left, right) = (series.Amounts[begin - 1], series.Amounts[end]);
        for (var quarter = from; quarter < to; quarter++)
            amounts[quarter - from] = left + ((right - left) * (quarter - begin + 1) / (end - begin + 1));
        return true;
    }

    private long Similar(QuarterSeries series, int quarter)
    {
        var (day, sum, found) = (days.DayOf(quarter), 0L, 0);
        for (var distance = 1; distance <= Reach && found < SimilarDays; distance++)
        {
            Add(day - distance);
            if (found < SimilarDays) Add(day + distance);
        }

        return found == 0 ? QuarterSeries.None : sum / found;

        void Add(int other)
        {
            if (other < 0 || other >= days.Count || !days.AreAlike(day, other)) return;
            var there = days.SameTime(quarter, other);
            if (there < 0 || !series.IsKnown(there)) return;
            sum += series.Amounts[there];
            found++;
        }
    }

    private static long Scaled((long[] Own, long[] Its) sums, int quarter, IReadOnlyList<long> shape)
    {
        if (shape[quarter] < 0) return QuarterSeries.None;
        var first = Math.Max(0, quarter - (96 * PlantReach));
        var last = Math.Min(shape.Count, quarter + (96 * PlantReach));
        var its = sums.Its[last] - sums.Its[first];
        return its == 0 ? QuarterSeries.None : (long)((decimal)(sums.Own[last] - sums.Own[first]) / its * shape[quarter]);
    }

    /// <summary>Running sums of both where both are known, so that a span costs nothing.</summary>
    private static (long[] Own, long[] Its) Sums(QuarterSeries series, IReadOnlyList<long> shape)
    {
        var (own, its) = (new long[series.Count + 1], new long[series.Count + 1]);
        for (var i = 0; i < series.Count; i++)
        {
            var both = series.IsKnown(i) && shape[i] >= 0;
            own[i + 1] = own[i] + (both ? series.Amounts[i] : 0);
            its[i + 1] = its[i] + (both ? shape[i] : 0);
        }

        return (own, its);
    }
}
