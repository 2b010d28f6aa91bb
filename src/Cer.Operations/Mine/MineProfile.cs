using Cer.Operations.Ports;

namespace Cer.Operations.Mine;

/// <summary>Who the member is, and where.</summary>
/// <param name="Community">The store's number of the community.</param>
/// <param name="Member">The store's number of the member.</param>
/// <param name="Code">Code of the community.</param>
/// <param name="CommunityName">Its name.</param>
/// <param name="Name">Name of the member.</param>
/// <param name="Category">The word of its category.</param>
/// <param name="Invented">Whether the community was invented for the demonstration.</param>
public sealed record MineProfile(
    CommunityId Community, int Member, string Code, string CommunityName, string Name, string Category, bool Invented)
{
    /// <summary>Number of the delegation by which somebody else looks; null when the member does.</summary>
    public long? Mandate { get; init; }
}
