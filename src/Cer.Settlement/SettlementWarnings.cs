using System.Globalization;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Settlement.Months;

namespace Cer.Settlement;

/// <summary>What a referent should look at before trusting a run; none of it changes a figure.</summary>
internal static class SettlementWarnings
{
    public static IReadOnlyList<string> Of(SettlementInput input) =>
        [
            .. OldPower(input.Community),
            .. SeveralHolders(input.Community),
            .. input.Community.UnitsByAge().SelectMany(unit => About(unit, input)),
        ];

    /// <remarks>Source: Regole Operative p. 10: existing plants up to 30 % of a CER's power.</remarks>
    private static IEnumerable<string> OldPower(EnergyCommunity community)
    {
        if (community.Kind != ConfigurationKind.Cer) yield break;
        var all = community.Units.Sum(unit => unit.PowerKw);
        var old = community.Units
            .Where(unit => unit.InService <= ProductionUnit.LastDayOfOldPlants && unit.Regime != TariffRegime.Flat42Bis)
            .Sum(unit => unit.PowerKw);
        if (old * 100 > all * 30)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"units in service up to 2021-12-15 have {old:0.######} kW of {all:0.######} kW: above the limit of 30 %");
    }

    /// <remarks>Source: TIAD, art. 1: the points of an individual at a distance are his own.</remarks>
    private static IEnumerable<string> SeveralHolders(EnergyCommunity community)
    {
        var holders = community.Pods.Select(pod => pod.Member).Distinct(StringComparer.Ordinal).Count();
        if (community.Kind == ConfigurationKind.Aid && holders > 1)
            yield return $"an individual at a distance has points of one holder: found {holders} holders";
    }

    private static IEnumerable<string> About(ProductionUnit unit, SettlementInput input)
    {
        if (unit.Regime == TariffRegime.Tip && unit.InService < input.Community.ConstitutedOn)
            yield return $"{unit.Id} entered into service before the community was constituted";
        if (unit.IncentiveFrom < unit.InService)
            yield return $"{unit.Id} has a right that begins before it entered into service";
        if (RightEnds(unit, input))
            yield return $"{unit.Id} has a right to its tariff that ends inside the settled months";
    }

    private static bool RightEnds(ProductionUnit unit, SettlementInput input)
    {
        if (unit.Regime == TariffRegime.None) return false;
        var before = false;
        foreach (var month in input.Months)
        {
            var calendar = new MonthCalendar(month, input.Rules);
            for (var day = 0; day < calendar.Days.Count; day++)
            {
                var inside = calendar.Rules[day].InRightDays(unit.IncentiveFrom, calendar.Days[day]);
                if (before && !inside) return true;
                before = inside;
            }
        }

        return before && !input.Rules.On(input.To.LastDay.PlusDays(1)).InRightDays(unit.IncentiveFrom, input.To.LastDay.PlusDays(1));
    }
}
