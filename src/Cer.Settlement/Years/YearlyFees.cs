using Cer.Domain.Rules;
using Cer.Domain.Community;
using Cer.Settlement.Months;

namespace Cer.Settlement.Years;

/// <summary>The yearly fees: whole for every plant that was active in any settled hour of the year.</summary>
/// <remarks>Source: DM 15 March 2024 n. 106. Plants stand where their oldest unit stands.</remarks>
public static class YearlyFees
{
    public static IReadOnlyList<PlantFee> Of(
        int year, EnergyCommunity community, IReadOnlyList<MonthSettlement> months, RuleBook rules)
    {
        var active = months.SelectMany(month => month.Units).Select(unit => unit.Unit.Plant)
            .ToHashSet(StringComparer.Ordinal);
        return Of(year, community, active, rules);
    }

    /// <summary>The fees of the plants named.</summary>
    public static IReadOnlyList<PlantFee> Of(
        int year, EnergyCommunity community, IReadOnlySet<string> plants, RuleBook rules)
    {
        var fees = rules.On(new(year, 12, 31)).Fees;
        return [.. community.UnitsByAge().Select(unit => unit.Plant).Distinct().Where(plants.Contains).Select(plant =>
        {
            var net = fees.Net(community.PlantPower(plant));
            return new PlantFee(year, plant, net, fees.VatOn(net));
        })];
    }
}
