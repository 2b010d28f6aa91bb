using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Formulas;
using Cer.Domain.Community;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Settlement;
using Cer.Settlement.Distributing;
using Cer.Settlement.Explaining;
using Cer.Settlement.Months;
using NodaTime;

namespace Cer.Operations.Explaining;

/// <summary>Explains one hour that somebody asks about, by the functions that settle its month.</summary>
public sealed class ExplainHour(StoredContract contract, IRunStore runs, IReadingStore readings)
{
    /// <summary>Explains the hour, to a member when one is named.</summary>
    public async Task<HourAnswer> RunAsync(
        CommunityId community, MarketHour hour, string? member, CancellationToken cancellation)
    {
        var month = MarketMonth.OfHour(hour.Start.ToUnixTimeSeconds() / 3600);
        var key = new YearMonth(month.Year, month.Month);
        if ((await runs.MonthsAsync(community, cancellation)).FirstOrDefault(row => row.Settled.Month == key) is not { } row)
            return new HourAnswer.NotSettled();
        var faults = new FaultList();
        if (await contract.ReadAsync(community, month, month, null, row.Closed, null, faults, cancellation) is not { Input: var input })
            return new HourAnswer.Refused(faults);
        var settled = new MonthSettler(input).Settle(month);
        var span = new Interval(hour.Start, hour.End);
        var qualities = await HourQualities.OfAsync(readings, community, span, row.Closed?.ReadingsAt, cancellation);
        var members = MemberHours.Of(input, settled);
        var place = (int)((hour.Start.ToUnixTimeSeconds() / 3600) - month.FirstHour);
        MemberInHour? mine = null;
        if (member is not null)
        {
            if (members.FirstOrDefault(known => known.Member.Id == member) is not { } own) return new HourAnswer.Nothing();
            mine = Of(own, place, Worst(input.Community, own, hour, qualities), Estimate(input, settled, row, own, place));
        }

        return new HourAnswer.Made(new(hour, row.RunId, IsOf(row, settled))
        {
            Injected = Kwh(settled.Hours.Injected[place]),
            Withdrawn = Kwh(settled.Hours.Withdrawn[place]),
            Shared = Kwh(settled.Hours.Shared[place]),
            Members = members.Count(known => known.Counted[place] > 0),
            Others = members.Count(known => known.Counted[place] > 0 && known.Withdrawn[place] > 0 && known.Member.Id != member
                && known.Member.Category != MemberCategory.LocalAuthority),
            MissingPoints = settled.MissingPods[place]?.Count ?? 0,
            UnmeasuredPoints = qualities.Unmeasured(hour),
            HasPrivateUnits = settled.UnitHours.Any(unit =>
                unit.Active[place] && OtherOf(input.Community, unit.Unit, hour, member) is not null),
            OtherProducers = settled.UnitHours.Where(unit => unit.Active[place] && unit.Injected[place] > 0)
                .Select(unit => OtherOf(input.Community, unit.Unit, hour, member)).OfType<string>().Distinct().Count(),
            Units = [.. settled.UnitHours.Where(unit => unit.Active[place])
                .Select(unit => UnitExplanation.HourOf(input, month, unit, place))],
            Member = mine,
        });
    }

    /// <summary>Whose the unit is, when neither the asker's nor the municipality's: a family's, a firm's, an association's.</summary>
    private static string? OtherOf(EnergyCommunity community, ProductionUnit unit, MarketHour hour, string? asker)
    {
        var holder = community.Pods.FirstOrDefault(pod => pod.Pod == unit.Pod && pod.Covers(hour.Day))?.Member;
        return holder != asker
            && community.Members.FirstOrDefault(known => known.Id == holder)?.Category != MemberCategory.LocalAuthority ? holder : null;
    }

    private static bool IsOf(MonthRow row, MonthSettlement settled) =>
        row.Settled.Injected.MicroKilowattHours == settled.Energies.Injected
        && row.Settled.Withdrawn.MicroKilowattHours == settled.Energies.Withdrawn
        && row.Settled.Shared.MicroKilowattHours == settled.Energies.Shared
        && row.Settled.Tip == settled.Premium;

    private static MemberInHour Of(MemberHours own, int hour, Quality? quality, decimal? estimate) => new(
        Kwh(own.Withdrawn[hour]),
        Kwh(own.Injected[hour]),
        Kwh(own.Shared[hour]),
        own.Counted[hour],
        own.Expected[hour] - own.Counted[hour],
        own.Counted[hour] == 0 ? null : quality,
        estimate);

    private static Quality Worst(EnergyCommunity community, MemberHours own, MarketHour hour, HourQualities qualities) =>
        community.Pods
            .Where(pod => pod.Member == own.Member.Id && pod.Covers(hour.Day))
            .Select(pod => qualities.Of(pod.Pod, hour))
            .DefaultIfEmpty(Quality.Measured)
            .Max();

    private static decimal? Estimate(SettlementInput input, MonthSettlement settled, MonthRow row, MemberHours own, int hour)
    {
        if (input.DistributionIn(settled.Month) is not { } distribution) return null;
        var sum = (decimal?)null;
        var at = Enumerable.Range(0, settled.Members.Count).Single(i => settled.Members[i].Member.Id == own.Member.Id);
        try
        {
            MonthDistribution.Deal(
                distribution, settled, settled.Premium, settled.Cac, row.Settled.Surplus ?? Money.Zero, step =>
                {
                    if (step.Audience?.Key != DistributionKey.SharedHourly || step.Parts.Count == 0 || step.Weights[at].IsZero) return;
                    sum = (sum ?? 0m) + (step.Parts[at].Eur * own.Shared[hour] / (decimal)step.Weights[at]);
                });
        }
        catch (FormulaException)
        {
            // A formula that gives somebody no weight shares nothing out: the settlement tells it.
            return null;
        }

        return sum;
    }

    private static Energy Kwh(long micro) => Energy.FromMicroKilowattHours(micro);
}
