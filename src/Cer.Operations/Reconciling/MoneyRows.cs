using Cer.Exchange.Gse;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Reconciling;

/// <summary>The rows of a month's money: surplus, advances taken back, fees, what was received, and when.</summary>
internal static class MoneyRows
{
    public static IEnumerable<ReconciledRow> Of(PaymentState state)
    {
        var ground = state.Ground;
        if (Surplus(ground) is { } surplus) yield return surplus;
        if (Recovered(ground) is { } recovered) yield return recovered;
        if (Fee(ground) is { } fee) yield return fee;
        if (Received(state) is { } received) yield return received;
        if (PaidOn(state) is { } day) yield return day;
    }

    private static ReconciledRow? Surplus(MonthGround ground) =>
        ground.Advised.Told(one => one.Surplus) is { } advised && ground.Balance?.Surplus is { } own
            && own.Eur + ground.Recalculated.Sum(taken => taken.Difference.Surplus.Eur) is var accounted
            ? Row(ground, ReconciledItem.Surplus, accounted, advised, null, advised - accounted, [])
            : null;

    private static ReconciledRow? Recovered(MonthGround ground)
    {
        if (ground.Advised is not { Settled: not null, Advance: { } advance }) return null;
        var advanced = (advance.Premium ?? 0m) + (advance.Cac ?? 0m);
        var told = ground.Advised.Told(StatementCharge.AdvanceRecovered) ?? 0m;
        var (own, difference) = (-advanced, told + advanced);
        var causes = new List<(CauseKind, string, decimal, CauseFact[])>();
        foreach (var (about, left) in new[] { ("all", 0m), ("tip", -(advance.Cac ?? 0m)), ("cac", -(advance.Premium ?? 0m)) })
            causes.Add((CauseKind.AdvanceNotRecovered, about, left, [new("advanced", advanced, "EUR"), new("recovered", -left, "EUR")]));
        foreach (var line in advance.Lines.Where(line => line.Unit is not null))
        {
            var left = own + (line.Tip ?? 0m) + (line.Cac ?? 0m);
            causes.Add((CauseKind.AdvanceNotRecovered, line.Unit!, left, [new("advanced", own - left, "EUR"), new("unit", null,
                line.Unit!)]));
        }

        return Row(ground, ReconciledItem.AdvanceRecovered, own, told, null, difference, Tested(ground, told, difference, causes));
    }

    /// <remarks>The day on which a fee is taken is written nowhere: it is compared where GSE states one.</remarks>
    private static ReconciledRow? Fee(MonthGround ground)
    {
        if (ground.Fees.Count == 0) return null;
        var told = Known(ground.Advised.Advance?.Charged(StatementCharge.Fee), ground.Advised.Told(StatementCharge.Fee));
        if (told is not { } advised) return null;
        var own = -ground.Fees.Sum(charge => charge.Fee.Net.Eur + charge.Fee.Vat.Eur);
        return Row(ground, ReconciledItem.Fee, own, advised, null, advised - own,
            Tested(ground, advised, advised - own, [.. Fees(ground).Select(fee => (CauseKind.FeeNetting, fee.About, fee.Eur, fee.Facts))]));
    }

    private static ReconciledRow? Received(PaymentState state)
    {
        if (state.Due.Count == 0 || (state.IsFresh && state.Ground.Received.Count == 0)) return null;
        var (ground, expected) = (state.Ground, state.Expected);
        var causes = new List<(CauseKind, string, decimal, CauseFact[])>();
        if (ground.Advised.Told(StatementCharge.Fee) is null)
            causes.AddRange(Fees(ground).Select(fee => (CauseKind.FeeNetting, fee.About, expected + fee.Eur, fee.Facts)));
        causes.AddRange(state.Small.Select(eur => (CauseKind.MinimumPayout, "", expected - eur,
            new CauseFact[] { new("waits", eur, "EUR"), new("minimum", state.Minimum, "EUR") })));
        if (ground.Advised.Advance is { } advance)
        {
            var advanced = (advance.Premium ?? 0m) + (advance.Cac ?? 0m);
            foreach (var (about, eur) in new[] { ("kept", advanced), ("twice", -advanced) })
                causes.Add((CauseKind.AdvanceNotRecovered, about, expected + eur, [new("advanced", advanced, "EUR")]));
        }

        if (ground.Advised.Nets().TakeLast(2).ToArray() is [var former, var settled])
        {
            var moved = settled.Eur - former.Eur;
            causes.Add((CauseKind.Recalculation, "", expected - moved, [new("moved", moved, "EUR")]));
        }

        return Row(ground, ReconciledItem.Received, null, expected, state.Received, state.Gap,
            Tested(ground, state.Received, state.Gap, causes));
    }

    /// <remarks>What was paid in full is no difference any more, however late: the row stays, and says how late.</remarks>
    private static ReconciledRow? PaidOn(PaymentState state)
    {
        if (state.LastDue is not { } due || state.LastCredit is not { } credit) return null;
        if (Math.Abs(state.Gap) > state.Ground.Tolerances.Eur) return null;
        decimal days = Period.DaysBetween(due, credit);
        var late = days > state.Ground.Tolerances.Days;
        IReadOnlyList<RankedCause> causes = late && state.Waited is { } waited
            ? [new(CauseKind.MinimumPayout, null, "", days, 0m, true, true,
                [new("waits", waited, "EUR"), new("minimum", state.Minimum, "EUR")])]
            : late
                ? [new(CauseKind.LatePayment, null, "", days, 0m, true, true,
                    [new("due", null, LocalDatePattern.Iso.Format(due)), new("paid", null, LocalDatePattern.Iso.Format(credit))])]
                : [];
        return new(new(ReconciledItem.PaymentDay, ""), null, 0m, days, days, late && state.Waited is not null, causes);
    }

    /// <summary>What GSE's fees could have been taken as: all or of one plant, with the tax or without; negative.</summary>
    public static IEnumerable<(string About, decimal Eur, CauseFact[] Facts)> Fees(MonthGround ground)
    {
        if (ground.Fees.Count == 0) yield break;
        var (net, tax) = (ground.Fees.Sum(charge => charge.Fee.Net.Eur), ground.Fees.Sum(charge => charge.Fee.Vat.Eur));
        foreach (var (about, one, its) in ground.Fees.Select(charge => (charge.Fee.Plant, charge.Fee.Net.Eur, charge.Fee.Vat.Eur))
            .Prepend(("all", net, tax)))
        {
            yield return (about, -(one + its), [new("fee", one, "EUR"), new("tax", its, "EUR")]);
            yield return ($"{about} net", -one, [new("fee", one, "EUR")]);
            if (about == "all") continue;
            yield return ($"without {about}", -(net + tax - one - its), [new("fee", net + tax - one - its, "EUR")]);
        }
    }

    private static List<RankedCause> Tested(
        MonthGround ground, decimal told, decimal difference, IEnumerable<(CauseKind Kind, string About, decimal Figure,
            CauseFact[] Facts)> causes)
    {
        if (Math.Abs(difference) <= ground.Tolerances.Eur) return [];
        RankedCause[] singles =
        [
            .. causes
                .Select(cause => new RankedCause(
                    cause.Kind, null, cause.About, cause.Figure, told - cause.Figure,
                    Math.Abs(told - cause.Figure) <= ground.Tolerances.Eur,
                    Math.Abs(told - cause.Figure) <= ground.Tolerances.Eur,
                    cause.Facts))
                .OrderByDescending(cause => cause.Explains).ThenBy(cause => cause.Kind).ThenBy(cause => Math.Abs(cause.Residual))
                .ThenBy(cause => cause.About, StringComparer.Ordinal),
        ];
        var pair = Array.Exists(singles, one => one.Explains) ? null : Paired(ground, told, told - difference, singles);
        return [.. (pair is null ? [] : new[] { pair }).Concat(singles.Where(one =>
            Math.Abs(one.Residual) < Math.Abs(difference))).Take(5)];
    }

    /// <summary>Two causes of different kinds whose euro add up to the difference.</summary>
    private static RankedCause? Paired(MonthGround ground, decimal told, decimal own, RankedCause[] singles)
    {
        for (var one = 0; one < singles.Length; one++)
        {
            foreach (var other in singles.Skip(one + 1).Where(other => other.Kind != singles[one].Kind))
            {
                var first = singles[one];
                var figure = first.Figure + other.Figure - own;
                if (first.Figure == own || other.Figure == own || Math.Abs(told - figure) > ground.Tolerances.Eur) continue;
                return first with
                {
                    Figure = figure,
                    Residual = told - figure,
                    Explains = true,
                    IsWhole = true,
                    Parts =
                    [
                        new(first.Kind, null, first.About, first.Figure - own, first.Facts),
                        new(other.Kind, null, other.About, other.Figure - own, other.Facts),
                    ],
                };
            }
        }

        return null;
    }

    private static ReconciledRow Row(
        MonthGround ground,
        ReconciledItem item,
        decimal? accrued,
        decimal? advised,
        decimal? received,
        decimal difference,
        IReadOnlyList<RankedCause> causes) =>
        new(new(item, ""), accrued, advised, received, difference, Math.Abs(difference) > ground.Tolerances.Of(item), causes);

    private static decimal? Known(decimal? one, decimal? other) => one is null && other is null ? null : (one ?? 0m) + (other ?? 0m);
}
