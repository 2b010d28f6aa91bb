using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Records who acts for a member, from when to when and by which paper, and ends it.</summary>
/// <remarks>The member's page opens to the account of the delegate's address; without an address it is on paper alone. Whatever
/// changes is told to the member by a letter that is put down with the change.</remarks>
public sealed class KeepDelegations(
    IDeskStore desk, InviteByLetter invite, IOneAct together, TellMember tell, TimeProvider time)
{
    private const int LongestReason = 500;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private LocalDate Today => Now.InZone(Domain.MarketHour.Rome).Date;

    public async Task<(int? Id, IReadOnlyList<FieldFault> Faults)> AddAsync(
        CommunityId community, string? member, DeskForm.DelegationForm form, string who, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        var delegation = new DeskFields(Today, faults).Delegation(form, "delegation");
        var known = await desk.LatestAsync(community, cancellation) is var (_, definition) ? definition.Community : null;
        var name = known?.Members.FirstOrDefault(one => one.Id == member)?.Name;
        if (name is null) faults.Insert(0, NoMember);
        if (delegation?.Email is not null && !invite.IsReady) faults.Add(DeskFaults.NoPlace("delegation.email"));
        if (faults.Count > 0 || delegation is null || name is null) return (null, faults);
        if (delegation.Email is { } address)
        {
            delegation = delegation with
            {
                Access = invite.ForDelegate(community, known!.Name, delegation.Delegate, address, name, delegation.Term),
            };
        }

        var kept = await together.RunAsync(
            async () =>
            {
                var outcome = await desk.DelegateAsync(community, member!, delegation, who, Now, cancellation);
                if (outcome is DelegateOutcome.Recorded made) await tell.PutAsync(community, made.Id, MandateNews.Given, cancellation);
                return outcome;
            },
            cancellation);
        return kept switch
        {
            DelegateOutcome.Recorded recorded => (recorded.Id, []),
            DelegateOutcome.ManyAccounts => (null, [DeskFaults.Many("delegation.email")]),
            _ => (null, [NoMember]),
        };
    }

    /// <summary>Opens the page by a delegation that was on paper alone.</summary>
    public async Task<(bool Done, IReadOnlyList<FieldFault> Faults)> OpenAsync(
        CommunityId community, int delegation, string? email, string who, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        var fields = new DeskFields(Today, faults);
        if (string.IsNullOrWhiteSpace(email)) fields.Fault("email", "needed", "nothing", Mail.EmailAddress.Form);
        var address = fields.Email(email, "email");
        if (!invite.IsReady) faults.Add(DeskFaults.NoPlace("email"));
        if (address is null || faults.Count > 0) return (false, faults);
        if (await desk.LatestAsync(community, cancellation) is not var (_, definition)
            || (await desk.DelegationsAsync(community, cancellation)).FirstOrDefault(one => one.Id == delegation) is not { } given)
            return (false, []);
        var access = invite.ForDelegate(
            community, definition.Community.Name, given.Delegate, address, given.MemberName, given.Term);
        var outcome = await together.RunAsync(
            async () =>
            {
                var opened = await desk.OpenDelegationAsync(community, delegation, access, who, Now, cancellation);
                if (opened == AccessOutcome.Opened) await tell.PutAsync(community, delegation, MandateNews.Opened, cancellation);
                return opened;
            },
            cancellation);
        return (outcome == AccessOutcome.Opened, outcome == AccessOutcome.ManyAccounts ? [DeskFaults.Many("email")] : []);
    }

    public async Task<(bool Done, IReadOnlyList<FieldFault> Faults)> EndAsync(
        CommunityId community, int delegation, string? lastDay, string? reason, string who, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        var fields = new DeskFields(Today, faults);
        var (last, why) = (fields.LifeDay(lastDay, "lastDay"), fields.Text(reason, "reason", LongestReason, "why"));
        if (last is not { } day || why is null) return (false, faults);
        return (await together.RunAsync(
            async () =>
            {
                var done = await desk.EndDelegationAsync(community, delegation, day, why, who, Now, cancellation);
                if (done) await tell.PutAsync(community, delegation, MandateNews.Ended, cancellation);
                return done;
            },
            cancellation), []);
    }

    private static FieldFault NoMember { get; } = new("member", "member_unknown", "no such member", "one of the community");
}
