using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Settlement;
using Cer.Settlement.Months;

namespace Cer.Operations.Reconciling;

/// <summary>Causes that lie in codes: a point or a unit that the statement has and the community does not.</summary>
internal static class CodeCauses
{
    private const int MostPoints = 20;

    private static readonly ReconciledItem[] OfUnits =
        [ReconciledItem.Shared, ReconciledItem.Incentivised, ReconciledItem.Tip, ReconciledItem.Cac];

    public static IEnumerable<Hypothesis> Of(MonthComparison month) => Points(month).Concat(Units(month));

    /// <summary>Points that GSE alone counts; what they do to sharing is tried with their energy spread evenly.</summary>
    private static IEnumerable<Hypothesis> Points(MonthComparison month)
    {
        var community = month.Material.Input.Community;
        if (community.Members.Count == 0) yield break;
        var (first, last) = (month.Ground.Month.FirstDay, month.Ground.Month.LastDay);
        var ours = community.Pods.Where(point => point.From <= last && (point.To is not { } to || to >= first))
            .Select(point => point.Pod).ToHashSet(StringComparer.Ordinal);
        var former = community.Pods.Select(point => point.Pod).ToHashSet(StringComparer.Ordinal);
        var calendar = new MonthCalendar(month.Ground.Month, month.Material.Input.Rules);
        foreach (var pod in month.Differing.Where(key => key.IsOfPoint && !ours.Contains(key.Scope)).Select(key => key.Scope)
            .Distinct().Order(StringComparer.Ordinal).Take(MostPoints))
        {
            var (withdrawn, injected) = (new FigureKey(ReconciledItem.Withdrawn, pod), new FigureKey(ReconciledItem.Injected, pod));
            var (took, gave) = (month.Advised[withdrawn] ?? 0m, month.Advised[injected] ?? 0m);
            var hours = LoadProfile.All(calendar, new long[calendar.Hours], decimal.ToInt64(took * 1_000_000m)).First().Hours;
            SettlementInput Change(SettlementInput input) => Counting(input, month.Ground.Month, pod, hours);
            yield return new(
                CauseKind.OtherPod,
                pod,
                "",
                month.On(Change(month.Material.Input)).With([new(withdrawn, took), new(injected, gave)]),
                [
                    new("known", null, former.Contains(pod) ? "former" : "never"),
                    new("advised_withdrawn", took, "kWh"),
                    new("advised_injected", gave, "kWh"),
                ])
            {
                Change = Change,
            };
        }
    }

    /// <summary>Units under other codes: each is held against those of ours that the statement does not tell, figure by figure.</summary>
    private static IEnumerable<Hypothesis> Units(MonthComparison month)
    {
        var ours = Scopes(month.Own);
        var told = Scopes(month.Advised);
        var free = ours.Except(told, StringComparer.Ordinal).ToList();
        var found = new List<(string Theirs, string Ours)>();
        foreach (var code in told.Except(ours, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            string[] fits = [.. free.Where(unit => Fits(month, code, unit))];
            if (fits.Length != 1) continue;
            found.Add((code, fits[0]));
            free.Remove(fits[0]);
        }

        if (found.Count == 0) yield break;
        yield return new(
            CauseKind.UnitCode,
            null,
            found.Count == 1 ? found[0].Theirs : "",
            month.Own.With(found.SelectMany(pair => OfUnits.SelectMany(item => Moved(month, item, pair.Theirs, pair.Ours)))),
            [.. found.Select(pair => new CauseFact("unit_code", null, $"{pair.Theirs} = {pair.Ours}"))]);
    }

    private static HashSet<string> Scopes(Figures figures) => figures.Keys.Where(key => !key.IsOfPoint && key.Scope.Length > 0)
        .Select(key => key.Scope).ToHashSet(StringComparer.Ordinal);

    private static bool Fits(MonthComparison month, string code, string unit) => OfUnits
        .Where(item => month.Advised[new(item, code)] is not null)
        .All(item => month.Own[new(item, unit)] is { } own
            && Math.Abs(own - month.Advised[new(item, code)]!.Value) <= month.Ground.Tolerances.Of(item));

    private static IEnumerable<KeyValuePair<FigureKey, decimal>> Moved(
        MonthComparison month, ReconciledItem item, string code, string unit)
    {
        if (month.Own[new(item, unit)] is not { } own) yield break;
        yield return new(new(item, code), own);
        yield return new(new(item, unit), 0m);
    }

    /// <summary>The same with one point more, of whichever member.</summary>
    private static SettlementInput Counting(SettlementInput input, MarketMonth month, string pod, long[] withdrawn)
    {
        var community = input.Community with
        {
            Pods =
            [
                .. input.Community.Pods.Where(point => point.Pod != pod),
                new(pod, input.Community.Members[0].Id, Voltage.Low, month.FirstDay, month.LastDay),
            ],
        };
        var grid = new ReadingGrid(community);
        for (var index = 0; index < grid.Pods.Count; index++)
        {
            if (grid.Pods[index] == pod) grid.Put(month, index, Spread(withdrawn, grid.UnitsOf(index).Length));
            else if (input.Readings.PodIndex(grid.Pods[index]) is >= 0 and var old && input.Readings.Find(month, old) is { } point)
                grid.Put(month, index, point);
        }

        return input with { Community = community, Readings = grid };
    }

    private static PointMonth Spread(long[] withdrawn, int units)
    {
        return new(Known(withdrawn), [.. Enumerable.Range(0, units).Select(_ => Known(new long[withdrawn.Length]))]);

        static MeteredSeries Known(long[] hours)
        {
            var marks = new byte[hours.Length];
            Array.Fill(marks, MeteredSeries.WholeHour);
            return new(hours, marks);
        }
    }
}
