using Cer.Operations.Ports;

namespace Cer.Operations.Auditing;

/// <summary>The audit logs as they are stored.</summary>
public interface IChainStore
{
    /// <summary>Reads a whole chain as it stands at one moment, in order.</summary>
    /// <param name="community">Whose.</param>
    /// <param name="each">Told of each entry, with what the tables say of the same now; null where they say nothing.</param>
    /// <param name="cancellation">Stops the walk.</param>
    Task<ChainEnd> WalkAsync(CommunityId community, Action<ChainEntry, ChainCopy?> each, CancellationToken cancellation);

    /// <summary>The head of a chain; null when it has no entries.</summary>
    Task<ChainHead?> HeadAsync(CommunityId community, CancellationToken cancellation);
}
