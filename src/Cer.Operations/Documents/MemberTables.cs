using Cer.Domain;
using Cer.Settlement;
using Cer.Settlement.Explaining;
using Cer.Settlement.Months;
using NodaTime;
using Kwh = Cer.Domain.Energy;
using MemberMonth = Cer.Operations.Ports.MemberMonth;

namespace Cer.Operations.Documents;

/// <summary>Puts together what is known of each member: its hours, its money, its year.</summary>
internal static class MemberTables
{
    public static IReadOnlyList<MemberFacts> Of(
        IReadOnlyList<MemberHours> members,
        MonthSettlement month,
        Money surplus,
        IReadOnlyList<MemberMonth> settled,
        IReadOnlyDictionary<string, int> ids,
        SettlementInput input,
        ReadingNotes notes,
        IReadOnlyList<YearMonth> trend)
    {
        var byMember = settled.ToLookup(month => month.Member, StringComparer.Ordinal);
        var estimated = input.Community.Pods.DistinctBy(pod => (pod.Pod, pod.Member))
            .GroupBy(pod => pod.Member, StringComparer.Ordinal)
            .ToDictionary(own => own.Key, own => own.Sum(pod => notes.EstimatedHours(pod)), StringComparer.Ordinal);
        return [.. members.Select(member =>
        {
            var months = byMember[member.Member.Id].ToDictionary(month => month.Month);
            return new MemberFacts
            {
                Id = ids[member.Member.Id],
                Member = member.Member,
                Settled = months[trend[^1]],
                Hours = Hours(member, input),
                Account = input.DistributionIn(month.Month) is { } distribution
                    ? MemberExplanation.Of(
                        distribution, month, surplus, member.Member.Id, input.VersionIn(month.Month)?.Origin)
                    : null,
                Trend = [.. trend.Select(months.GetValueOrDefault)],
                PointHours = (member.Expected.Sum(), member.Expected.Sum() - member.Counted.Sum()),
                EstimatedHours = estimated.GetValueOrDefault(member.Member.Id),
            };
        })];
    }

    private static MemberHourFacts[] Hours(MemberHours member, SettlementInput input)
    {
        var hours = new MemberHourFacts[member.Shared.Length];
        for (var i = 0; i < hours.Length; i++)
        {
            var missing = member.Expected[i] - member.Counted[i];
            var known = member.Counted[i] > 0;
            hours[i] = new(
                ReadMonthFacts.HourAt(input.From, i),
                known ? Kwh.FromMicroKilowattHours(member.Withdrawn[i]) : null,
                known ? Kwh.FromMicroKilowattHours(member.Injected[i]) : null,
                known ? Kwh.FromMicroKilowattHours(member.Shared[i]) : null,
                missing);
        }

        return hours;
    }
}
