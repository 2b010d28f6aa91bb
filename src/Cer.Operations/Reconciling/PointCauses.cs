using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Exchange.Gse;
using Cer.Settlement;
using Cer.Settlement.Months;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>Causes that lie in points: one that is missing, one of other days, one whose hours were profiled.</summary>
internal static class PointCauses
{
    private const int MostDays = 3;
    private const int MostPoints = 60;

    public static IEnumerable<Hypothesis> Of(MonthComparison month) =>
        Missing(month).Concat(OtherDays(month)).Concat(Profiled(month));

    /// <summary>Points that GSE tells nothing of; when it tells no points at all, each is tried where energy is less.</summary>
    private static IEnumerable<Hypothesis> Missing(MonthComparison month)
    {
        var told = month.Keys.Any(key => key.IsOfPoint);
        foreach (var pod in Points(month, told ? pod => IsLess(month, pod) : _ => month.Differing.Any(IsShared)))
        {
            yield return Of(month, CauseKind.MissingPod, pod, "", input => With(input, pods => pods.Where(point => point.Pod != pod)),
                EnergyOf(month, pod));
        }
    }

    /// <summary>The days on which a point would have to enter or leave for the energy that GSE tells of it.</summary>
    private static IEnumerable<Hypothesis> OtherDays(MonthComparison month)
    {
        var calendar = new MonthCalendar(month.Ground.Month, month.Material.Input.Rules);
        foreach (var pod in Points(month, pod => HasDifference(month, pod)).Concat(Left(month)))
        {
            if (DailyWithdrawn(month, calendar, pod) is not { } daily) continue;
            var key = new FigureKey(ReconciledItem.Withdrawn, pod);
            if (month.Advised[key] is not { } target || target == 0) continue;
            var declared = month.Material.Input.Community.Pods.Where(point => point.Pod == pod)
                .OrderByDescending(point => InMonth(month, point)).First();
            // One that is out of the month altogether may be in it for the other side.
            var membership = InMonth(month, declared) ? declared : declared with { From = month.Ground.Month.FirstDay, To = null };
            var tolerance = month.Ground.Tolerances.Kwh;
            var found = 0;
            for (var day = 0; day < daily.Length && found < MostDays; day++)
            {
                var at = calendar.Days[day];
                if (at != declared.From && Fits(Enumerable.Range(day, daily.Length - day)
                    .Where(one => membership.To is not { } last || calendar.Days[one] <= last)))
                {
                    found++;
                    yield return Shifted(declared, membership with { From = at }, "from", at);
                }

                if (at != declared.To && day < daily.Length - 1 && Fits(Enumerable.Range(0, day + 1)
                    .Where(one => calendar.Days[one] >= membership.From)))
                {
                    found++;
                    yield return Shifted(declared, membership with { To = at }, "to", at);
                }
            }

            bool Fits(IEnumerable<int> days) => Math.Abs(days.Sum(day => daily[day]) - target) <= tolerance;
        }

        Hypothesis Shifted(PodMembership declared, PodMembership shifted, string name, LocalDate day) => Of(
            month, CauseKind.MembershipDate, declared.Pod, "",
            input => With(input, pods => pods.Select(point => point == declared ? shifted : point)),
            [new(name, null, NodaTime.Text.LocalDatePattern.Iso.Format(day)), .. EnergyOf(month, declared.Pod)]);
    }

    /// <summary>Points that GSE says it profiled, or whose hours nobody measured here; else, when energies of points agree, each.</summary>
    private static IEnumerable<Hypothesis> Profiled(MonthComparison month)
    {
        if (!month.Differing.Any(IsShared)) yield break;
        HashSet<string> likely =
        [
            .. month.Material.Unmeasured,
            .. (month.Ground.Advised.Settled?.Lines ?? []).Where(line => line.Treatment == StatementTreatment.Profiled)
                .Select(line => line.Pod).OfType<string>(),
        ];
        var any = likely.Count == 0 && !month.Differing.Any(key => key.IsOfPoint);
        var calendar = new MonthCalendar(month.Ground.Month, month.Material.Input.Rules);
        foreach (var pod in Points(month, pod => any || likely.Contains(pod)))
        {
            var index = month.Material.Input.Readings.PodIndex(pod);
            if (month.Material.Input.Readings.Find(month.Ground.Month, index) is not { } point) continue;
            var own = Sum(point.Withdrawn.Amounts);
            if (own == 0) continue;
            var told = month.Advised[new(ReconciledItem.Withdrawn, pod)];
            var total = told is { } kwh ? decimal.ToInt64(kwh * 1_000_000m) : own;
            foreach (var (name, hours) in LoadProfile.All(calendar, point.Withdrawn.Amounts, total))
            {
                yield return Of(month, CauseKind.ProfiledPod, pod, name,
                    input => Profiled(input, month.Ground.Month, pod, hours), EnergyOf(month, pod));
            }
        }
    }

    private static Hypothesis Of(
        MonthComparison month,
        CauseKind kind,
        string pod,
        string about,
        Func<SettlementInput, SettlementInput> change,
        IReadOnlyList<CauseFact> facts) =>
        new(kind, pod, about, month.On(change(month.Material.Input)), facts) { Change = change };

    /// <summary>The same with other withdrawals of one point.</summary>
    private static SettlementInput Profiled(SettlementInput input, Cer.Domain.MarketMonth month, string pod, long[] withdrawn)
    {
        var index = input.Readings.PodIndex(pod);
        if (index < 0 || input.Readings.Find(month, index) is not { } point) return input;
        var marks = new byte[withdrawn.Length];
        Array.Fill(marks, MeteredSeries.WholeHour);
        return input with { Readings = input.Readings.With(month, index, new(new MeteredSeries(withdrawn, marks), point.Injected)) };
    }

    private static SettlementInput With(SettlementInput input, Func<IEnumerable<PodMembership>, IEnumerable<PodMembership>> change) =>
        input with { Community = input.Community with { Pods = [.. change(input.Community.Pods)] } };

    /// <summary>Withdrawal of each day, kWh; null when any hour of the month is not known.</summary>
    private static decimal[]? DailyWithdrawn(MonthComparison month, MonthCalendar calendar, string pod)
    {
        var readings = month.Material.Input.Readings;
        if (readings.PodIndex(pod) is not (>= 0 and var index) || readings.Find(month.Ground.Month, index) is not { } point) return null;
        var days = new decimal[calendar.Days.Count];
        for (var day = 0; day < days.Length; day++)
        {
            var (from, to) = (calendar.FirstHourOf(day), calendar.FirstHourOf(day + 1));
            days[day] = Figures.Kwh(Sum(point.Withdrawn.Amounts[from..to]));
        }

        return days;
    }

    /// <summary>Points of the month that are wanted, those of which most differs first: each costs a settlement of the month.</summary>
    private static IEnumerable<string> Points(MonthComparison month, Predicate<string> wanted) =>
        month.Material.Input.Community.Pods.Where(point => InMonth(month, point)).Select(point =>
            point.Pod).Distinct().Where(pod => wanted(pod))
            .OrderByDescending(pod => Math.Abs(month.Residual(new(ReconciledItem.Withdrawn, pod), month.Own)))
            .ThenBy(pod => pod, StringComparer.Ordinal)
            .Take(MostPoints);

    /// <summary>Points of the community that are not in the month, and that GSE counts.</summary>
    private static IEnumerable<string> Left(MonthComparison month)
    {
        var present = month.Material.Input.Community.Pods.Where(point => InMonth(month, point))
            .Select(point => point.Pod).ToHashSet(StringComparer.Ordinal);
        return month.Material.Input.Community.Pods.Select(point => point.Pod).Distinct()
            .Where(pod => !present.Contains(pod) && HasDifference(month, pod)).Order(StringComparer.Ordinal).Take(MostPoints);
    }

    private static bool InMonth(MonthComparison month, PodMembership point) =>
        point.From <= month.Ground.Month.LastDay && (point.To is not { } last || last >= month.Ground.Month.FirstDay);

    private static bool IsLess(MonthComparison month, string pod) =>
        HasDifference(month, pod) && (month.Advised[new(ReconciledItem.Withdrawn, pod)] ?? 0m) == 0
        && (month.Advised[new(ReconciledItem.Injected, pod)] ?? 0m) == 0;

    private static bool HasDifference(MonthComparison month, string pod) =>
        month.Differing.Contains(new(ReconciledItem.Withdrawn, pod)) || month.Differing.Contains(new(ReconciledItem.Injected, pod));

    private static bool IsShared(FigureKey key) => key.Item is ReconciledItem.Shared or ReconciledItem.Incentivised;

    private static CauseFact[] EnergyOf(MonthComparison month, string pod) =>
    [
        new("own_withdrawn", month.Own[new(ReconciledItem.Withdrawn, pod)] ?? 0m, "kWh"),
        new("advised_withdrawn", month.Advised[new(ReconciledItem.Withdrawn, pod)], "kWh"),
    ];

    private static long Sum(ReadOnlySpan<long> amounts)
    {
        var sum = 0L;
        foreach (var amount in amounts) sum += amount;
        return sum;
    }
}
