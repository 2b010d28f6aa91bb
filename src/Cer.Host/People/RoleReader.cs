using Cer.Operations.Ports;

namespace Cer.Host.People;

/// <summary>Finds the community and the member that a role names.</summary>
internal sealed class RoleReader(ICommunityStore communities, IMemberNumbers members)
{
    /// <exception cref="BadHttpRequestException">There is no such role, community or member.</exception>
    public async Task<PersonRole> ReadAsync(RoleView? asked, CancellationToken cancellation)
    {
        if (RoleWords.Of(asked?.Role) is not { } role)
            throw new BadHttpRequestException($"Found another role, expected {string.Join('|', RoleWords.All)}.");
        CommunityId? community = null;
        if (asked!.Community is { } code)
        {
            community = await communities.FindAsync(code, cancellation)
                ?? throw new BadHttpRequestException("Found no such community, expected the code of one.");
        }

        if (role != Role.Member)
        {
            return asked.Member is null
                ? new(role, community, asked.Community, null)
                : throw new BadHttpRequestException(
                    "Found a member with a role of the staff, expected it with the role member alone.");
        }

        if (community is not { } home || asked.Member is not { } member
            || !await members.IsThereAsync(home, member, cancellation))
            throw new BadHttpRequestException("Found no such member, expected community and number of one.");
        return new(role, home, asked.Community, member);
    }
}
