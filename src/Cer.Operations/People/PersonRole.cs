using Cer.Operations.Ports;

namespace Cer.Operations.People;

/// <summary>A role of a person, in one community or in all.</summary>
/// <param name="Role">What the person may do.</param>
/// <param name="Community">Where; everywhere when null.</param>
/// <param name="Code">Code of that community.</param>
/// <param name="Member">The store's number of the member whose things a <see cref="Role.Member" /> sees.</param>
public sealed record PersonRole(Role Role, CommunityId? Community, string? Code, int? Member)
{
    public bool IsIn(string community) => Code is null || Code == community;
}
