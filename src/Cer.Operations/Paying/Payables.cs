using Cer.Domain;
using Cer.Domain.Community;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Cer.Settlement.Payments;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>What members and funds are to be paid of a month, and who approves it.</summary>
public sealed class Payables(
    ICommunityStore communities, IRunStore runs, IRunView kept, IPayableStore payables, TimeProvider time)
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
        var drafts = new List<PayableDraft>();
        foreach (var row in rows.OrderBy(row => row.Settled.Month))
        {
            var month = await kept.MonthAsync(community, row.RunId, row.Settled.Month, cancellation);
            drafts.Add(DraftOf(row, month, definition.Community, profiles, rule));
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
            Basis = new(row.RunId, profiles.Count, rule.Revision),
            Approvers = rule.Approvers,
            IsOver = key.ToDateInterval().End < Now.InZone(MarketHour.Rome).Date,
            Check = CheckOf(row.Settled, month, members),
            Lines =
            [
                .. month.Members.Select(member => LineOf(member, members, TaxProfile.InForce(byMember[member.Member], key))),
                .. month.Funds.Select(fund => new PayableLine(
                    null, fund.Fund, fund.Tip + fund.Cac + fund.Surplus is { } gross ? TaxedAmount.Of(gross, null) : null, null)),
            ],
        };
    }

    private static PayableLine LineOf(MemberMonth month, Dictionary<string, Member> members, TaxProfile? profile) => new(
        members.GetValueOrDefault(month.Member) ?? new(month.Member, month.Member, default, false),
        null,
        month.Tip + month.Cac + month.Surplus is { } gross ? TaxedAmount.Of(gross, profile?.Rate) : null,
        profile?.Rate is null ? null : profile);

    private static SurplusCheck? CheckOf(SettledMonth settled, RunMonth month, Dictionary<string, Member> members)
    {
        var enterprises = month.Members
            .Where(member => members.TryGetValue(member.Member, out var known) && known.Enterprise)
            .Aggregate((Money?)Money.Zero, (sum, member) => sum + member.Tip + member.Surplus);
        return enterprises is { } sum && settled is { Tip: { } tip, Surplus: { } surplus } ? new(sum, tip - surplus) : null;
    }
}
