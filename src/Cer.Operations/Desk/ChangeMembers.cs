using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Enrols, ends and moves at the desk: first shown, then kept as the next version of the definition, and taken back by
/// another.</summary>
/// <remarks>A change of a community is a new version of the contract with its own days: Regole Operative p. 44.</remarks>
public sealed class ChangeMembers(
    IDeskStore desk, ILegalStore legal, InviteByLetter invite, IOneAct together, TellMember tell, TimeProvider time)
{
    private readonly PlanAct _plan = new(desk, legal, invite);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private LocalDate Today => Now.InZone(Domain.MarketHour.Rome).Date;

    /// <summary>What a form would do; nothing is stored.</summary>
    public async Task<DeskOutcome> PreviewAsync(
        string code, CommunityId community, DeskForm form, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        return await _plan.PlanAsync(
            code, community, DeskReader.Read(form, Today, faults), Today, faults, cancellation) is { } ready
            ? new DeskOutcome.Planned(ready.Plan)
            : new DeskOutcome.Refused(faults);
    }

    /// <summary>Does what a form asks for, on the version that its writer saw.</summary>
    public async Task<DeskOutcome> ApplyAsync(
        string code, CommunityId community, DeskForm form, int version, string who, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        return await ApplyAsync(code, community, DeskReader.Read(form, Today, faults), faults, version, who, cancellation);
    }

    /// <summary>What a file would do.</summary>
    public async Task<DeskOutcome> PreviewAsync(
        string code, CommunityId community, DeskFile file, CancellationToken cancellation)
    {
        List<FieldFault> faults = [.. file.Faults];
        return await _plan.PlanAsync(code, community, file.Wish, Today, faults, cancellation) is { } ready
            ? new DeskOutcome.Planned(ready.Plan with { Notices = [.. file.Notices, .. ready.Plan.Notices] })
            : new DeskOutcome.Refused(faults);
    }

    /// <summary>Takes a file in as one act.</summary>
    public Task<DeskOutcome> ApplyAsync(
        string code, CommunityId community, DeskFile file, int version, string who, CancellationToken cancellation) =>
        ApplyAsync(code, community, file.Wish, [.. file.Faults], version, who, cancellation);

    /// <summary>What taking an act back would do.</summary>
    public async Task<DeskOutcome> PreviewUndoAsync(
        string code, CommunityId community, int act, CancellationToken cancellation)
    {
        var (ready, other) = await _plan.PlanUndoAsync(code, community, act, cancellation);
        return ready is not null ? new DeskOutcome.Planned(ready.Plan) : other ?? new DeskOutcome.Unknown();
    }

    /// <summary>Takes an act back: what was declared before it is declared again, as the next version.</summary>
    public async Task<DeskOutcome> UndoAsync(
        string code, CommunityId community, int act, int version, string who, CancellationToken cancellation)
    {
        var (ready, other) = await _plan.PlanUndoAsync(code, community, act, cancellation);
        if (ready is null) return other ?? new DeskOutcome.Unknown();
        if (ready.Plan.Version != version) return new DeskOutcome.Stale(ready.Plan.Version, version);
        return await KeepAsync(community, ready, null, act, who, cancellation);
    }

    private async Task<DeskOutcome> ApplyAsync(
        string code,
        CommunityId community,
        DeskWish? wish,
        List<FieldFault> faults,
        int version,
        string who,
        CancellationToken cancellation)
    {
        if (await _plan.PlanAsync(code, community, wish, Today, faults, cancellation) is not { } ready)
        {
            // Whoever looks at an older version is told so first: his faults may not be his.
            var now = (await desk.LatestAsync(community, cancellation))?.Version ?? 0;
            return now == version ? new DeskOutcome.Refused(faults) : new DeskOutcome.Stale(now, version);
        }

        if (ready.Plan.Version != version) return new DeskOutcome.Stale(ready.Plan.Version, version);
        return await KeepAsync(community, ready, wish!.Act, null, who, cancellation);
    }

    private async Task<DeskOutcome> KeepAsync(
        CommunityId community, DeskReady ready, DeskAct? act, int? undoes, string who, CancellationToken cancellation)
    {
        var next = new NewAct
        {
            Community = community,
            Kind = act?.Kind ?? "undo",
            Expected = ready.Plan.Version,
            Definition = ready.Definition,
            FirstDay = ready.Plan.FirstDay,
            Author = who,
            At = Now,
            Undoes = undoes,
            Members = [.. ready.Members.Select(member => Invited(community, ready.Definition.Community.Name, member))],
        };
        var kept = await together.RunAsync(
            async () =>
            {
                var outcome = await desk.KeepAsync(next, cancellation);
                if (outcome is ActOutcome.Kept made) await tell.PutOfActAsync(community, made.Act, cancellation);
                return outcome;
            },
            cancellation);
        return kept switch
        {
            ActOutcome.Kept done => new DeskOutcome.Kept(
                done.Act, done.Version, ready.Plan with { Version = done.Version, Months = done.Months }),
            ActOutcome.Stale stale => new DeskOutcome.Stale(stale.Found, ready.Plan.Version),
            ActOutcome.Closed closed when act is null =>
                new DeskOutcome.NotAllowed(DeskFaults.SentenceOf(DeskFaults.Closed(closed.Month, null)[0])),
            ActOutcome.Closed closed => new DeskOutcome.Refused(DeskFaults.Closed(closed.Month, act)),
            ActOutcome.Elsewhere other when act is null =>
                new DeskOutcome.NotAllowed(DeskFaults.SentenceOf(DeskFaults.Elsewhere("", other.Configuration))),
            ActOutcome.Elsewhere other => new DeskOutcome.Refused([DeskFaults.Elsewhere("points[0].pod", other.Configuration)]),
            ActOutcome.ManyAccounts => new DeskOutcome.Refused([DeskFaults.Many("delegation.email")]),
            ActOutcome.Undone => new DeskOutcome.NotAllowed("Found an act that was taken back already, expected one that stands."),
            var other => throw new NotSupportedException($"The desk has no answer for {other.GetType().Name}."),
        };
    }

    /// <summary>With the letters to whoever brought an address.</summary>
    private ActMember Invited(CommunityId community, string communityName, ActMember member)
    {
        if (member.Enrolment is not { } one) return member;
        return member with
        {
            Access = one.Email is { } own ? invite.ForMember(community, communityName, one.Name, own) : null,
            Delegation = one.Delegation is { Email: { } other } given
                ? given with { Access = invite.ForDelegate(community, communityName, given.Delegate, other, one.Name, given.Term) }
                : one.Delegation,
        };
    }
}
