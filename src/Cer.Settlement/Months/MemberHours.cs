using Cer.Domain.Community;

namespace Cer.Settlement.Months;

/// <summary>A member's month by hour: what its points took and gave, and its part of what was shared, in micro-kWh.</summary>
public sealed class MemberHours(Member member, int hours)
{
    public Member Member { get; } = member;

    public long[] Withdrawn { get; } = new long[hours];

    public long[] Injected { get; } = new long[hours];

    public long[] Shared { get; } = new long[hours];

    /// <summary>How many of its points count in each hour.</summary>
    public int[] Counted { get; } = new int[hours];

    /// <summary>How many of its points are in the configuration in each hour.</summary>
    public int[] Expected { get; } = new int[hours];

    /// <summary>The hours behind a month's members, in their order; they sum up to what the month says of each.</summary>
    public static IReadOnlyList<MemberHours> Of(SettlementInput input, MonthSettlement month)
    {
        var calendar = new MonthCalendar(month.Month, input.Rules);
        MemberHours[] members = [.. month.Members.Select(settled => new MemberHours(settled.Member, calendar.Hours))];
        var byId = members.ToDictionary(hours => hours.Member.Id, StringComparer.Ordinal);
        foreach (var pod in input.Community.Pods)
        {
            var end = pod.To is { } last ? calendar.HourOf(last.PlusDays(1)) : calendar.Hours;
            var span = new HourSpan(calendar.HourOf(pod.From), end);
            if (span.Count == 0) continue;
            foreach (ref var expected in span.Of(byId[pod.Member].Expected)) expected++;
        }

        var counted = CountedPoints.Of(input.Community, input.Readings, calendar);
        foreach (var span in counted.Spans) byId[span.Membership.Member].Add(span, input, calendar);
        MemberEnergies.SplitShared(
            [.. members.Select(hours => hours.Withdrawn)],
            month.Hours,
            (hour, parts) =>
            {
                for (var i = 0; i < members.Length; i++) members[i].Shared[hour] = parts[i];
            });
        return members;
    }

    private void Add(CountedSpan span, SettlementInput input, MonthCalendar calendar)
    {
        Sharing.SharedEnergy.AddTo(span.Hours.Of(span.Point.Withdrawn.Amounts), span.Hours.Of(Withdrawn));
        foreach (ref var counted in span.Hours.Of(Counted)) counted++;
        var units = input.Readings.UnitsOf(span.Pod);
        for (var slot = 0; slot < units.Length; slot++)
        {
            var service = new HourSpan(calendar.HourOf(input.Readings.Units[units[slot]].InService), calendar.Hours);
            var hours = span.Hours.Within(service);
            Sharing.SharedEnergy.AddTo(hours.Of(span.Point.Injected[slot].Amounts), hours.Of(Injected));
        }
    }
}
