using Cer.Domain.Community;

namespace Cer.Exchange.Contract;

/// <summary>A community as read from a file, with the lines that later checks point to.</summary>
/// <remarks>Of a file with faults it holds what could be read, so that other files can be checked against its points.</remarks>
/// <param name="Community">What the file declares.</param>
/// <param name="PodLines">The line of each membership's POD, by place in the file.</param>
/// <param name="GrantLines">The line of each unit's grant, by place in the file.</param>
public sealed record CommunityDocument(
    EnergyCommunity Community, IReadOnlyList<long> PodLines, IReadOnlyList<long> GrantLines);
