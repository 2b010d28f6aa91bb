using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Records who acts for a member, from when to when and by which paper, and ends it.</summary>
/// <remarks>A record: it lets nobody in. Access to the pages is given on its own, and taken away on its own.</remarks>
public sealed class KeepDelegations(IDeskStore desk, TimeProvider time)
{
    private const int LongestReason = 500;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private LocalDate Today => Now.InZone(Domain.MarketHour.Rome).Date;

    public async Task<(int? Id, IReadOnlyList<FieldFault> Faults)> AddAsync(
        CommunityId community, string? member, DeskForm.DelegationForm form, string who, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        var delegation = new DeskFields(Today, faults).Delegation(form, "delegation");
        if (member is null) faults.Insert(0, new("member", "member_unknown", "no such member", "one of the community"));
        if (faults.Count > 0 || delegation is null || member is null) return (null, faults);
        return await desk.DelegateAsync(community, member, delegation, who, Now, cancellation) is { } id
            ? (id, [])
            : (null, [new("member", "member_unknown", "no such member", "one of the community")]);
    }

    public async Task<(bool Done, IReadOnlyList<FieldFault> Faults)> EndAsync(
        CommunityId community, int delegation, string? lastDay, string? reason, string who, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        var fields = new DeskFields(Today, faults);
        var (last, why) = (fields.LifeDay(lastDay, "lastDay"), fields.Text(reason, "reason", LongestReason, "why"));
        if (last is not { } day || why is null) return (false, faults);
        return (await desk.EndDelegationAsync(community, delegation, day, why, who, Now, cancellation), []);
    }
}
