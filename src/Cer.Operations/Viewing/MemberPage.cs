using Cer.Domain.Community;
using Cer.Operations.Ports;

namespace Cer.Operations.Viewing;

/// <summary>A member: its points, and what it took, gave, shared and received.</summary>
/// <param name="Id">The store's number.</param>
/// <param name="Member">Name and category.</param>
/// <param name="Points">The store's numbers of its points, and since when each is its.</param>
/// <param name="Months">Its settled months, the newest first; in a list only the last.</param>
public sealed record MemberPage(
    int Id,
    Member Member,
    IReadOnlyList<(int Id, PodMembership Membership)> Points,
    IReadOnlyList<MemberMonth> Months);
