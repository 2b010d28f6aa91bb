namespace Cer.Operations.Reconciling;

/// <summary>Holds months against GSE's statements and the bank: what was settled here, what was advised, what was received.</summary>
/// <remarks>
/// Pure: what the months are computed from is handed in, and every cause is tested by settling the month again by the functions
/// that settled it. The statement is compared with our settlement, the bank with the statement.
/// </remarks>
public static class Reconciliation
{
    /// <summary>The months; a credit of one may bring what waited since others, so they belong together.</summary>
    /// <param name="grounds">What they are held against.</param>
    /// <param name="material">What each is settled on; null when it cannot be settled, and its energy is not compared.</param>
    public static IReadOnlyList<ReconciledMonth> Of(
        IEnumerable<MonthGround> grounds, Func<MonthGround, MonthMaterial?> material) =>
        [.. PaymentState.Of(grounds).Select(state => Month(state, material(state.Ground))).OrderBy(month => month.Month)];

    internal static ReconciledMonth Month(PaymentState state, MonthMaterial? material)
    {
        var rows = MoneyRows.Of(state).ToList();
        if (state.Ground.Advised.Settled is not null && material is not null)
        {
            var comparison = new MonthComparison(state.Ground, material);
            var causes = CauseRanking.Of(comparison);
            rows.AddRange(comparison.Keys.Select(key => new ReconciledRow(
                key,
                comparison.Own[key],
                comparison.Advised[key],
                null,
                comparison.Residual(key, comparison.Own),
                comparison.Differing.Contains(key),
                causes.GetValueOrDefault(key) ?? [])));
            rows.AddRange(TariffHours.Of(comparison, causes).Select(row => comparison.IsTaken ? row with { Differs = false } : row));
        }

        return new(
            state.Ground.Month,
            material is null ? Agreement.Open : Stands(state, rows),
            [.. rows.OrderBy(Place).ThenBy(row => row.Key.Item).ThenBy(row => row.Key.Scope, StringComparer.Ordinal)],
            state.Payments.Count == 0 ? null : state.Payments.Max(payment => payment.Day));
    }

    private static Agreement Stands(PaymentState state, List<ReconciledRow> rows) =>
        rows.Exists(row => row.Differs) ? Agreement.Differs
        : !state.Ground.Advised.IsFinal || state.Due.Count < state.Payments.Count || rows.All(row =>
            row.Key.Item != ReconciledItem.Received)
            ? Agreement.Waiting
            : Agreement.Agrees;

    /// <summary>The configuration, then units, then points.</summary>
    private static int Place(ReconciledRow row) => row.Key.IsOfPoint ? 2 : row.Key.Scope.Length > 0 ? 1 : 0;
}
