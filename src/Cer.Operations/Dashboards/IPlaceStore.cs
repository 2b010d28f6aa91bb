using Cer.Operations.Ports;

namespace Cer.Operations.Dashboards;

/// <summary>What points of the municipality are, and by what name members want to be in the ranking.</summary>
/// <remarks>Each is a revision; said again, nothing is added.</remarks>
public interface IPlaceStore
{
    /// <summary>Says what points are; those that the community does not know are left out.</summary>
    Task SaveAsync(CommunityId community, IReadOnlyCollection<PlaceTerms> places, string who, CancellationToken cancellation);

    /// <summary>Says by what names members want to be in the ranking; null takes a member out of it.</summary>
    /// <param name="community">The community.</param>
    /// <param name="nicknames">By the members' codes; of members that the community does not know nothing is kept.</param>
    /// <param name="who">Who said it.</param>
    /// <param name="cancellation">Stops it.</param>
    Task NicknameAsync(
        CommunityId community, IReadOnlyDictionary<string, string?> nicknames, string who, CancellationToken cancellation);
}
