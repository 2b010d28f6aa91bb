using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Rules;
using NodaTime;

namespace Cer.Settlement.Months;

/// <summary>When the units of a month are active, and when they are in their right.</summary>
internal static class UnitTimeline
{
    /// <summary>The units by age, with active hours and right marked and no energy yet.</summary>
    public static IReadOnlyList<UnitHours> Of(
        IReadOnlyList<ProductionUnit> units,
        SettlementInput input,
        MonthCalendar calendar,
        Dictionary<string, decimal> plantPower)
    {
        var memberships = input.Community.Pods.ToLookup(membership => membership.Pod, StringComparer.Ordinal);
        return [.. units.Select(unit =>
        {
            var hours = new UnitHours(unit, calendar.Hours);
            var points = memberships[unit.Pod].ToArray();
            Mark(hours.Active, [.. calendar
                .HoursWhere((day, _) => day >= unit.InService && Array.Exists(points, point => point.Covers(day)))
                .SelectMany(span => calendar.Looked.Select(span.Within))]);
            Mark(hours.InRight, calendar.HoursWhere((day, rules) => InRight(unit, day, rules, plantPower[unit.Plant])));
            return hours;
        })];
    }

    /// <summary>Whether a unit has the right to its tariff on a day: regime, bracket of its plant, years of the right.</summary>
    public static bool InRight(ProductionUnit unit, LocalDate day, RuleSet rules, decimal plantPower) => unit.Regime switch
    {
        TariffRegime.Tip => rules.BracketOf(plantPower) is not null && rules.InRightDays(unit.IncentiveFrom, day),
        TariffRegime.Flat42Bis => rules.InRightDays(unit.IncentiveFrom, day),
        _ => false,
    };

    private static void Mark(bool[] hours, IReadOnlyList<HourSpan> spans)
    {
        foreach (var span in spans) span.Of(hours).Fill(true);
    }
}
