using Cer.Domain;
using Cer.Domain.Community;
using Cer.Settlement.Sharing;

namespace Cer.Settlement.Months;

/// <summary>What each member took, gave and shared in a month.</summary>
internal static class MemberEnergies
{
    /// <summary>The members with a point in the configuration in the month, by id.</summary>
    /// <remarks>Shared energy of an hour by withdrawals, exact to the micro-kWh: regulation section 10, point 5.</remarks>
    public static IReadOnlyList<MemberMonth> Of(
        EnergyCommunity community,
        CountedPoints counted,
        HourTotals totals,
        IReadOnlyList<ProductionUnit> units,
        MarketMonth month)
    {
        var points = community.Pods
            .Where(pod => pod.From <= month.LastDay && (pod.To is not { } last || last >= month.FirstDay))
            .GroupBy(pod => pod.Member, pod => pod.Pod, StringComparer.Ordinal)
            .ToDictionary(held => held.Key, held => held.Distinct(StringComparer.Ordinal).Count(), StringComparer.Ordinal);
        Member[] members = [.. community.Members
            .Where(member => points.ContainsKey(member.Id))
            .OrderBy(member => member.Id, CodePointOrder.Instance)];
        var place = members.Select((member, index) => (member.Id, index))
            .ToDictionary(x => x.Id, x => x.index, StringComparer.Ordinal);

        var withdrawn = Array.ConvertAll(members, _ => new long[totals.Shared.Length]);
        var injected = new long[members.Length];
        foreach (var span in counted.Spans)
        {
            var member = place[span.Membership.Member];
            SharedEnergy.AddTo(span.Hours.Of(span.Point.Withdrawn.Amounts), span.Hours.Of(withdrawn[member]));
        }

        foreach (var (member, amount) in counted.InjectedByMember()) injected[place[member]] += amount;
        var shared = new long[members.Length];
        SplitShared(withdrawn, totals, (_, parts) =>
        {
            for (var i = 0; i < parts.Length; i++) shared[i] += parts[i];
        });
        var power = PowerOnLastDay(community, units, month);
        return [.. members.Select((member, i) => new MemberMonth(
            member, withdrawn[i].Sum(), injected[i], shared[i], power.GetValueOrDefault(member.Id)) { Pods = points[member.Id] })];
    }

    /// <summary>Splits each hour's shared energy by withdrawals, and hands the parts over; they are reused.</summary>
    internal static void SplitShared(long[][] withdrawn, HourTotals totals, Action<int, long[]> split)
    {
        var weights = new long[withdrawn.Length];
        var parts = new long[withdrawn.Length];
        for (var hour = 0; hour < totals.Shared.Length; hour++)
        {
            if (totals.Shared[hour] == 0) continue;
            for (var i = 0; i < weights.Length; i++) weights[i] = withdrawn[i][hour];
            LargestRemainder.Split(totals.Shared[hour], weights, parts);
            split(hour, parts);
        }
    }

    private static Dictionary<string, decimal> PowerOnLastDay(
        EnergyCommunity community, IReadOnlyList<ProductionUnit> units, MarketMonth month)
    {
        var power = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var holders = community.Pods.Where(pod => pod.Covers(month.LastDay))
            .ToDictionary(pod => pod.Pod, pod => pod.Member, StringComparer.Ordinal);
        foreach (var unit in units)
            if (unit.InService <= month.LastDay && holders.TryGetValue(unit.Pod, out var holder))
                power[holder] = power.GetValueOrDefault(holder) + unit.PowerKw;
        return power;
    }
}
