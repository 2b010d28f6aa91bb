using Cer.Domain;
using Cer.Domain.Community;
using Cer.Domain.Rules;
using Cer.Settlement.Dates;
using Cer.Settlement.Tariffs;
using Cer.Settlement.Years;

namespace Cer.Settlement.Payments;

/// <summary>A year of energy between advances and balance, and GSE's fees for it.</summary>
/// <param name="Year">Calendar year of the energy.</param>
/// <param name="Months">Its months in which a unit is active.</param>
/// <param name="Fees">Of every plant that is active in the year, whole.</param>
public sealed record YearMoney(int Year, IReadOnlyList<MonthBalance> Months, IReadOnlyList<FeeCharge> Fees)
{
    /// <summary>The year of a community; months that are not settled have advances and no balance.</summary>
    public static YearMoney Of(
        int year, EnergyCommunity community, RuleBook rules, IReadOnlyDictionary<MarketMonth, SettledDue> settled)
    {
        var points = community.Pods.ToLookup(point => point.Pod, StringComparer.Ordinal);
        var powers = community.Units.Select(unit => unit.Plant).Distinct()
            .ToDictionary(plant => plant, community.PlantPower, StringComparer.Ordinal);
        var units = community.UnitsByAge();
        var months = new List<MonthBalance>();
        foreach (var month in MarketMonth.Between(new(year, 1), new(year, 12)))
        {
            var due = settled.GetValueOrDefault(month);
            var balances = new List<UnitBalance>();
            foreach (var unit in units)
                if (Advance.Of(unit, powers[unit.Plant], points[unit.Pod], month, rules) is { } advance)
                    balances.Add(BalanceOf(month, unit, advance, due));
            if (balances.Count > 0) months.Add(new(month, due?.Status, due?.Surplus, balances));
        }

        return new(year, months, [.. Charges(year, community, rules, months)]);
    }

    public IEnumerable<Movement> Movements() => Months.SelectMany(month => month.Movements());

    private static UnitBalance BalanceOf(MarketMonth month, ProductionUnit unit, Advance advance, SettledDue? due)
    {
        var (premium, cac) = due?.Units.GetValueOrDefault(unit.Id) ?? (null, null);
        return new(month, unit.Id, unit.Plant, premium, cac, advance.Premium, advance.Cac);
    }

    private static IEnumerable<FeeCharge> Charges(
        int year, EnergyCommunity community, RuleBook rules, List<MonthBalance> months)
    {
        var plants = months.SelectMany(month => month.Units).Select(unit => unit.Plant).ToHashSet(StringComparer.Ordinal);
        if (months.Count == 0) return [];
        var from = MonthDates.Of(new(year, months[0].Month.Month)).AdvancePaid;
        return YearlyFees.Of(year, community, plants, rules).Select(fee => new FeeCharge(fee, from));
    }
}
