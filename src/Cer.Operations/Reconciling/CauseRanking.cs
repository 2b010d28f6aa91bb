namespace Cer.Operations.Reconciling;

/// <summary>Puts causes in order: what explains the row, then the whole month, then most of it; by figures, never by guess.</summary>
internal static class CauseRanking
{
    private const int MostCauses = 5;

    public static IReadOnlyDictionary<FigureKey, IReadOnlyList<RankedCause>> Of(MonthComparison month)
    {
        if (month.Differing.Count == 0) return new Dictionary<FigureKey, IReadOnlyList<RankedCause>>();
        var tested = BookCauses.Of(month).Concat(PointCauses.Of(month)).Concat(TariffCauses.Of(month))
            .Select(hypothesis => new Tested(
                hypothesis,
                month.Differing.Count(key => !month.Differs(key, hypothesis.Figures)),
                month.Keys.Count(key => !month.Differing.Contains(key) && month.Differs(key, hypothesis.Figures))))
            .ToArray();
        return month.Differing.ToDictionary(key => key, key => Rank(month, key, tested));
    }

    private static IReadOnlyList<RankedCause> Rank(MonthComparison month, FigureKey key, Tested[] tested)
    {
        var own = Math.Abs(month.Residual(key, month.Own));
        return
        [
            .. tested
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
                        !month.Differs(key, one.Hypothesis.Figures),
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
                .Select(one => one.Cause)
                .DistinctBy(cause => (cause.Kind, cause.Point, cause.About))
                .Take(MostCauses),
        ];
    }

    private sealed record Tested(Hypothesis Hypothesis, int Explained, int Broken);
}
