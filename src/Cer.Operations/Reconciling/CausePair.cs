namespace Cer.Operations.Reconciling;

/// <summary>Two causes that explain together what none does alone.</summary>
/// <param name="First">The one that is looked under.</param>
/// <param name="Second">The other; its figures are those under both.</param>
/// <param name="IsWhole">Whether they explain every difference of the month, and make none.</param>
internal sealed record CausePair(Hypothesis First, Hypothesis Second, bool IsWhole)
{
    // Each bit halves what could be so by chance; a thousand pairs tried take ten of them away.
    private const double FewestBits = 24;
    private const int MostFirst = 12;
    private const int FewestFirst = 3;
    private const int MostSettled = 1500;
    private const int PointsOfAll = 60;

    /// <summary>The pair that explains most; null when none is sure enough.</summary>
    public static CausePair? Of(MonthComparison month, IReadOnlyList<TestedCause> singles)
    {
        var best = (Pair: (CausePair?)null, Explained: singles.Count == 0 ? 0 : singles.Max(one => one.Explained));
        foreach (var first in Firsts(month, singles))
        {
            foreach (var second in TestedCause.All(month.Under(first)))
            {
                // The second is held against the month as it was: what both explain of all that differs.
                var both = TestedCause.Of(month, second.Hypothesis);
                if (both.Broken > 0 || both.Explained <= best.Explained || !Adds(month, first, second.Hypothesis)) continue;
                if (BitsOf(month, second.Hypothesis.Figures) < FewestBits) continue;
                best = (new(first, second.Hypothesis, both.IsWhole(month)), both.Explained);
            }

            if (best.Pair is { IsWhole: true }) break;
        }

        return best.Pair;
    }

    /// <summary>
    /// The row's cause: one of both where the other has no part in it, or both with their parts; null when they leave some.
    /// </summary>
    public RankedCause? In(MonthComparison month, FigureKey key)
    {
        if (!month.Explains(key, Second.Figures)) return null;
        var tolerance = month.Ground.Tolerances.Of(key.Item);
        var own = month.Own[key] ?? 0m;
        var (under, both) = (First.Figures[key] ?? 0m, Second.Figures[key] ?? 0m);
        var cause = new RankedCause(
            First.Kind, First.Point, First.About, both, month.Residual(key, Second.Figures), true, IsWhole, First.Facts);
        if (Math.Abs(both - under) <= tolerance && month.Explains(key, First.Figures))
            return cause with { Figure = under, Residual = month.Residual(key, First.Figures), IsWhole = false };
        if (Math.Abs(under - own) <= tolerance)
            return cause with { Kind = Second.Kind, Point = Second.Point, About = Second.About, Facts = Second.Facts, IsWhole = false };
        return cause with
        {
            Parts =
            [
                new(First.Kind, First.Point, First.About, under - own, First.Facts),
                new(Second.Kind, Second.Point, Second.About, both - under, Second.Facts),
            ],
        };
    }

    /// <summary>The causes that explain most, then those that leave least: each costs all the others again.</summary>
    private static IEnumerable<Hypothesis> Firsts(MonthComparison month, IReadOnlyList<TestedCause> singles)
    {
        var points = Math.Max(PointsOfAll, month.Material.Input.Readings.Pods.Count);
        var most = Math.Clamp(MostSettled * PointsOfAll / points / Math.Max(1, singles.Count), FewestFirst, MostFirst);
        return singles.Where(one => one.Hypothesis.Change is not null)
            .OrderByDescending(one => one.Explained).ThenBy(one => Left(month, one.Hypothesis.Figures))
            .ThenBy(one => one.Hypothesis.Kind).ThenBy(one => one.Hypothesis.Point, StringComparer.Ordinal)
            .ThenBy(one => one.Hypothesis.About, StringComparer.Ordinal)
            .Select(one => one.Hypothesis).Take(most);
    }

    /// <summary>What is left of each differing figure, as a share of it, added up.</summary>
    private static decimal Left(MonthComparison month, Figures figures) => month.Differing
        .Sum(key => Math.Min(4m, Math.Abs(month.Residual(key, figures) / month.Residual(key, month.Own))));

    /// <summary>Whether the second has a part somewhere, and is not the first once more.</summary>
    private static bool Adds(MonthComparison month, Hypothesis first, Hypothesis second) =>
        second.Name != first.Name && month.Differing.Any(key =>
            Math.Abs((second.Figures[key] ?? 0m) - (first.Figures[key] ?? 0m)) > month.Ground.Tolerances.Of(key.Item));

    /// <summary>How unlikely it is that the explained figures are met by chance: how often the tolerance fits into what differs.</summary>
    private static double BitsOf(MonthComparison month, Figures figures) => month.Differing
        .Where(key => month.Explains(key, figures))
        // Incentivised and shared energy are one figure, mostly.
        .Where(key => key.Item != ReconciledItem.Incentivised || !month.Differing.Contains(new(ReconciledItem.Shared, key.Scope)))
        .Sum(key => Math.Log2((double)Math.Max(
            1m, Math.Abs(month.Residual(key, month.Own)) / Math.Max(0.001m, month.Ground.Tolerances.Of(key.Item)))));
}
