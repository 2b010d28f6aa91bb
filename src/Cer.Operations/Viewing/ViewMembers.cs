using Cer.Operations.Ports;

namespace Cer.Operations.Viewing;

/// <summary>Shows the members of a community.</summary>
public sealed class ViewMembers(ICommunityStore communities, IRegistryView registry, IRunView kept)
{
    /// <summary>Every member as declared last, in that order; null when the community has no definition.</summary>
    public async Task<IReadOnlyList<MemberPage>?> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var numbers = await registry.NumbersAsync(community, cancellation);
        var months = (await kept.MembersAsync(community, null, lastOnly: true, cancellation))
            .ToLookup(month => month.Member, StringComparer.Ordinal);
        var points = definition.Community.Pods.ToLookup(pod => pod.Member, StringComparer.Ordinal);
        return [.. definition.Community.Members.Select(member => new MemberPage(
            numbers.Members[member.Id],
            member,
            [.. points[member.Id].Select(pod => (numbers.Points[pod.Pod], pod))],
            [.. months[member.Id]]))];
    }

    /// <summary>A member with all its months; null when there is none.</summary>
    public async Task<MemberPage?> RunAsync(CommunityId community, int id, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var numbers = await registry.NumbersAsync(community, cancellation);
        if (definition.Community.Members.FirstOrDefault(member => numbers.Members[member.Id] == id) is not { } found)
            return null;
        return new(
            id,
            found,
            [.. definition.Community.Pods.Where(pod => pod.Member == found.Id).Select(pod => (numbers.Points[pod.Pod], pod))],
            await kept.MembersAsync(community, found.Id, lastOnly: false, cancellation));
    }
}
