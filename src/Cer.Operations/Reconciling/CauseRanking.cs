namespace Cer.Operations.Reconciling;

/// <summary>Puts causes in order: what explains the row, then the whole month, then most of it; by figures, never by guess.</summary>
/// <remarks>Where no single cause explains the month, pairs are tried: a pair that does goes before what fits one row alone.</remarks>
internal static class CauseRanking
{
    private const int MostCauses = 5;

    public static IReadOnlyDictionary<FigureKey, IReadOnlyList<RankedCause>> Of(MonthComparison month)
    {
        if (month.Differing.Count == 0) return new Dictionary<FigureKey, IReadOnlyList<RankedCause>>();
        var tested = TestedCause.All(month);
        var pair = tested.Any(one => one.IsWhole(month)) ? null : CausePair.Of(month, tested);
        return month.Differing.ToDictionary(key => key, key => Rank(month, key, tested, pair?.In(month, key)));
    }

    private static IReadOnlyList<RankedCause> Rank(MonthComparison month, FigureKey key, TestedCause[] tested, RankedCause? paired)
    {
        var own = Math.Abs(month.Residual(key, month.Own));
        var singles = tested
            .Select(one => (one.Hypothesis, one.Explained, one.Broken, Residual: month.Residual(key, one.Hypothesis.Figures)))
            // What leaves as much as there was says nothing.
            .Where(one => Math.Abs(one.Residual) < own)
            .Select(one => (
                one.Explained,
                one.Broken,
                Cause: new RankedCause(
                    one.Hypothesis.Kind,
                    one.Hypothesis.Point,
                    one.Hypothesis.About,
                    one.Hypothesis.Figures[key] ?? 0m,
                    one.Residual,
                    month.Explains(key, one.Hypothesis.Figures),
                    one.Explained == month.Differing.Count && one.Broken == 0,
                    one.Hypothesis.Facts)))
            .OrderByDescending(one => one.Cause.Explains && one.Broken == 0)
            .ThenByDescending(one => one.Cause.IsWhole)
            .ThenByDescending(one => one.Cause.Explains)
            .ThenBy(one => one.Broken)
            .ThenByDescending(one => one.Explained)
            .ThenBy(one => one.Cause.Kind)
            .ThenBy(one => Math.Abs(one.Cause.Residual))
            .ThenBy(one => one.Cause.Point, StringComparer.Ordinal)
            .ThenBy(one => one.Cause.About, StringComparer.Ordinal)
            .Select(one => one.Cause);
        return [.. (paired is null ? singles : singles.Prepend(paired)).DistinctBy(cause =>
            (cause.Name, cause.Parts.Count)).Take(MostCauses)];
    }
}
