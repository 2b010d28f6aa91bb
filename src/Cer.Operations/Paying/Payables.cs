using Cer.Domain;
using Cer.Domain.Community;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Cer.Settlement.Closing;
using Cer.Settlement.Payments;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>What members and funds are to be paid of a month, and who approves it.</summary>
public sealed class Payables(
    ICommunityStore communities,
    IRunStore runs,
    IRunView kept,
    IClosingStore closing,
    IPayableStore payables,
    TimeProvider time)
{
    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>The drafts of the settled months from one to another; empty when none was settled.</summary>
    public async Task<IReadOnlyList<PayableDraft>> DraftsAsync(
        CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return [];
        var rows = (await runs.MonthsAsync(community, cancellation))
            .Where(row => row.Settled.Month >= first && row.Settled.Month <= last);
        var profiles = await payables.ProfilesAsync(community, cancellation);
        var rule = await payables.RuleAsync(community, cancellation);
        var corrections = await closing.CorrectionsAsync(community, cancellation);
        var drafts = new List<PayableDraft>();
        foreach (var row in rows.OrderBy(row => row.Settled.Month))
        {
            var month = await kept.MonthAsync(community, row.RunId, row.Settled.Month, cancellation);
            var lines = corrections.Count(line => line.Month == row.Settled.Month);
            drafts.Add(DraftOf(row, month, Taken(corrections, row.Settled.Month), lines, definition.Community, profiles, rule));
        }

        return drafts;
    }

    /// <summary>Approves what a person has seen: the mark says which amounts those were.</summary>
    public async Task<ApproveOutcome> ApproveAsync(
        CommunityId community, YearMonth month, string mark, Person person, CancellationToken cancellation)
    {
        if (await DraftsAsync(community, month, month, cancellation) is not [var draft])
            return new ApproveOutcome.NotSettled();
        if (!draft.IsOver)
            return new ApproveOutcome.Refused("Found a month that is not over, expected one that is.");
        if (!draft.IsKnown)
            return new ApproveOutcome.Refused(
                "Found amounts that are not known yet, expected a month whose members' money is known to the cent.");
        return draft.Mark == mark
            ? await payables.ApproveAsync(community, draft, person, Now, cancellation)
            : Changed;
    }

    /// <summary>The answer when amounts are no more those that were seen.</summary>
    public static ApproveOutcome Changed { get; } = new ApproveOutcome.Refused(
        "Found other amounts than those you saw, expected the same: look at them again.");

    private PayableDraft DraftOf(
        MonthRow row,
        RunMonth month,
        IReadOnlyDictionary<AmountOwner, Money> corrections,
        long lines,
        EnergyCommunity community,
        IReadOnlyList<TaxProfile> profiles,
        ApprovalRule rule)
    {
        var members = community.Members.ToDictionary(member => member.Id, StringComparer.Ordinal);
        var byMember = profiles.ToLookup(profile => profile.Member, StringComparer.Ordinal);
        var key = row.Settled.Month;
        return new()
        {
            Month = key,
            Row = row,
            Basis = new(row.RunId, profiles.Count, rule.Revision) { Corrections = lines },
            Approvers = rule.Approvers,
            IsOver = key.ToDateInterval().End < Now.InZone(MarketHour.Rome).Date,
            Check = CheckOf(row.Settled, month, members),
            Lines = Lines(month, corrections, members, member => TaxProfile.InForce(byMember[member], key)),
        };
    }

    /// <summary>What each owner gets more or less of closed months, by the lines that a month has taken.</summary>
    private static Dictionary<AmountOwner, Money> Taken(IReadOnlyList<CorrectionLine> corrections, YearMonth month) =>
        corrections.Where(line => line.Month == month && line.Difference.Owner.Kind != AmountKind.Unit)
            .GroupBy(line => line.Difference.Owner)
            .ToDictionary(own => own.Key, own => own.Aggregate(
                Money.Zero, (sum, line) => sum + line.Difference.Tip + line.Difference.Cac + line.Difference.Surplus));

    /// <summary>The members and funds of the month, and those that only a correction concerns.</summary>
    private static List<PayableLine> Lines(
        RunMonth month,
        IReadOnlyDictionary<AmountOwner, Money> corrections,
        Dictionary<string, Member> members,
        Func<string, TaxProfile?> profiles)
    {
        var own = month.Members.ToDictionary(
            member => member.Member, member => member.Tip + member.Cac + member.Surplus, StringComparer.Ordinal);
        var funds = month.Funds.ToDictionary(
            fund => fund.Fund, fund => fund.Tip + fund.Cac + fund.Surplus, StringComparer.Ordinal);
        foreach (var owner in corrections.Keys)
            (owner.Kind == AmountKind.Member ? own : funds).TryAdd(owner.Id, Money.Zero);
        return
        [
            .. own.OrderBy(line => line.Key, CodePointOrder.Instance).Select(line =>
            {
                var profile = profiles(line.Key);
                var correction = corrections.GetValueOrDefault(new(AmountKind.Member, line.Key));
                return new PayableLine(
                    members.GetValueOrDefault(line.Key) ?? new(line.Key, line.Key, default, false),
                    null,
                    correction,
                    line.Value is { } due ? TaxedAmount.Of(due + correction, profile?.Rate) : null,
                    profile?.Rate is null ? null : profile);
            }),
            .. funds.OrderBy(line => line.Key, CodePointOrder.Instance).Select(line =>
            {
                var correction = corrections.GetValueOrDefault(new(AmountKind.Fund, line.Key));
                return new PayableLine(
                    null, line.Key, correction, line.Value is { } due ? TaxedAmount.Of(due + correction, null) : null, null);
            }),
        ];
    }

    private static SurplusCheck? CheckOf(SettledMonth settled, RunMonth month, Dictionary<string, Member> members)
    {
        var enterprises = month.Members
            .Where(member => members.TryGetValue(member.Member, out var known) && known.Enterprise)
            .Aggregate((Money?)Money.Zero, (sum, member) => sum + member.Tip + member.Surplus);
        return enterprises is { } sum && settled is { Tip: { } tip, Surplus: { } surplus } ? new(sum, tip - surplus) : null;
    }
}
