namespace Cer.Operations.Reconciling;

/// <summary>A cause held against the whole month.</summary>
/// <param name="Hypothesis">The cause.</param>
/// <param name="Explained">How many differing figures it explains.</param>
/// <param name="Broken">How many that agree it would make differ.</param>
internal sealed record TestedCause(Hypothesis Hypothesis, int Explained, int Broken)
{
    public static TestedCause Of(MonthComparison month, Hypothesis hypothesis) => new(
        hypothesis,
        month.Differing.Count(key => month.Explains(key, hypothesis.Figures)),
        month.Keys.Count(key => !month.Differing.Contains(key) && month.Differs(key, hypothesis.Figures)));

    public bool IsWhole(MonthComparison month) => Explained == month.Differing.Count && Broken == 0;

    /// <summary>Every cause that can be tried, tested.</summary>
    public static TestedCause[] All(MonthComparison month) =>
    [
        .. BookCauses.Of(month).Concat(PointCauses.Of(month)).Concat(TariffCauses.Of(month)).Concat(CodeCauses.Of(month))
            .Select(hypothesis => Of(month, hypothesis)),
    ];
}
