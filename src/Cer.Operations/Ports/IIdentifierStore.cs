using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>The EnergyCommunityID by which ENEA knows a community.</summary>
public interface IIdentifierStore
{
    /// <summary>What stands; null when nothing was ever declared.</summary>
    Task<DeclaredIdentifier?> FindAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Declares one; with null messages may name any community again.</summary>
    Task DeclareAsync(
        CommunityId community, string? identifier, string reason, string author, Instant at, CancellationToken cancellation);
}
