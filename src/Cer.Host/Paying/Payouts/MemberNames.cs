using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Paying.Payouts;

/// <summary>How members are called, by their number.</summary>
internal static class MemberNames
{
    public static async Task<IReadOnlyDictionary<int, string>> OfAsync(
        CommunityId community, ICommunityStore communities, IRegistryView registry, CancellationToken cancellation)
    {
        var definition = await communities.LoadAsync(community, null, cancellation);
        var numbers = await registry.NumbersAsync(community, cancellation);
        var names = definition?.Community.Members.ToDictionary(
            member => member.Id, member => member.Name, StringComparer.Ordinal) ?? [];
        // Who is in the declaration no more is called by its code.
        return numbers.Members.ToDictionary(one => one.Value, one => names.GetValueOrDefault(one.Key, one.Key));
    }
}
