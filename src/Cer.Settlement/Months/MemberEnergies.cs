using Cer.Domain;
using Cer.Domain.Community;

namespace Cer.Settlement.Months;

/// <summary>What each member took, gave and shared in a month.</summary>
internal static class MemberEnergies
{
    // So few that the withdrawals of all members stay in the cache of a processor.
    private const int HoursAtOnce = 16;

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

        var (withdrawn, injected, shared) = (new long[members.Length], new long[members.Length], new long[members.Length]);
        (int Member, CountedSpan Span)[] spans = [.. counted.Spans.Select(span => (place[span.Membership.Member], span))];
        foreach (var (member, amount) in counted.InjectedByMember()) injected[place[member]] += amount;
        var block = new long[HoursAtOnce * members.Length];
        var parts = new long[members.Length];
        for (var first = 0; first < totals.Shared.Length; first += HoursAtOnce)
        {
            var hours = new HourSpan(first, Math.Min(first + HoursAtOnce, totals.Shared.Length));
            Gather(spans, hours, block, withdrawn);
            for (var hour = hours.From; hour < hours.To; hour++)
            {
                if (totals.Shared[hour] == 0) continue;
                LargestRemainder.Split(totals.Shared[hour], block.AsSpan((hour - first) * members.Length, members.Length), parts);
                for (var i = 0; i < parts.Length; i++) shared[i] += parts[i];
            }
        }

        var power = PowerOnLastDay(community, units, month);
        return [.. members.Select((member, i) => new MemberMonth(
            member, withdrawn[i], injected[i], shared[i], power.GetValueOrDefault(member.Id)) { Pods = points[member.Id] })];
    }

    /// <summary>Lays the withdrawals of a few hours out hour by hour, member beside member, and adds them up for each.</summary>
    private static void Gather(
        (int Member, CountedSpan Span)[] spans, HourSpan hours, long[] block, long[] withdrawn)
    {
        Array.Clear(block);
        foreach (var (member, span) in spans)
        {
            var within = span.Hours.Within(hours);
            var place = ((within.From - hours.From) * withdrawn.Length) + member;
            foreach (var amount in within.Of(span.Point.Withdrawn.Amounts))
            {
                block[place] += amount;
                withdrawn[member] += amount;
                place += withdrawn.Length;
            }
        }
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
