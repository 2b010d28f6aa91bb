using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Settlement.Sharing;

namespace Cer.Settlement.Months;

/// <summary>Deals the shared energy of a month to its units, and the exempt pool to those that earn the TIP.</summary>
internal static class UnitSharing
{
    /// <summary>Gives each unit its part of the shared energy, in the merit order of the day.</summary>
    public static void Share(IReadOnlyList<UnitHours> units, HourTotals totals, MonthCalendar calendar)
    {
        var left = totals.Shared.ToArray();
        foreach (var (span, order) in Orders(units, calendar))
            foreach (var unit in order)
                SharedEnergy.TakeInMeritOrder(span.Of(unit.Injected), span.Of(left), span.Of(unit.Shared));
    }

    /// <summary>Finds the incentivised energy of each unit, and which part of it the factor F does not touch.</summary>
    public static void Incentivise(IReadOnlyList<UnitHours> units, HourTotals totals, MonthCalendar calendar)
    {
        foreach (var unit in units.Where(unit => unit.Unit.Regime != TariffRegime.None))
        {
            var share = IncentivisedShare.Of(unit.Unit);
            var whole = unit.Unit.Regime == TariffRegime.Flat42Bis;
            for (var hour = 0; hour < calendar.Hours; hour++)
                if (unit.InRight[hour] && unit.Shared[hour] > 0)
                    unit.Incentivised[hour] = whole ? unit.Shared[hour] : share.Of(unit.Shared[hour]);
        }

        UnitHours[] premium = [.. units.Where(unit => unit.Unit.Regime == TariffRegime.Tip)];
        foreach (var (span, rules) in calendar.RuleSpans()) DealExempt(premium, totals, span, rules.Exemption);
    }

    private static void DealExempt(
        UnitHours[] units, HourTotals totals, HourSpan span, Domain.Rules.ExemptionRule rule)
    {
        var granted = Array.ConvertAll(units, unit => unit.Unit.HasGrant);
        int[] idOrder = [.. Enumerable.Range(0, units.Length).OrderBy(i => units[i].Unit.Id, CodePointOrder.Instance)];
        var incentivised = new long[units.Length];
        var exempt = new long[units.Length];
        for (var hour = span.From; hour < span.To; hour++)
        {
            if (totals.Shared[hour] == 0 || totals.ExemptWithdrawn[hour] == 0) continue;
            var sum = 0L;
            for (var i = 0; i < units.Length; i++) sum += incentivised[i] = units[i].Incentivised[hour];
            if (sum == 0) continue;
            var pool = ExemptPool.Size(rule.Share, sum, totals.ExemptWithdrawn[hour], totals.Withdrawn[hour]);
            ExemptPool.Deal(rule, pool, granted, incentivised, idOrder, exempt);
            for (var i = 0; i < units.Length; i++) units[i].Exempt[hour] = exempt[i];
        }
    }

    private static IEnumerable<(HourSpan Span, IReadOnlyList<UnitHours> Order)> Orders(
        IReadOnlyList<UnitHours> units, MonthCalendar calendar)
    {
        foreach (var (span, rules) in calendar.RuleSpans())
        {
            if (rules.MeritOrder == MeritOrderRule.All)
            {
                yield return (span, units);
                continue;
            }

            for (var day = 0; day < calendar.Days.Count; day++)
            {
                var hours = new HourSpan(calendar.FirstHourOf(day), calendar.FirstHourOf(day + 1)).Within(span);
                if (hours.Count > 0)
                    yield return (hours, [.. units.OrderBy(unit => unit.InRight[hours.From] ? 0 : 1)]);
            }
        }
    }
}
