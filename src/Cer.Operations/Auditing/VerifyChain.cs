using Cer.Operations.Ports;

namespace Cer.Operations.Auditing;

/// <summary>Walks a community's audit log from its first entry to its head and finds the first link that does not hold.</summary>
public sealed class VerifyChain(IChainStore store)
{
    /// <summary>Walks.</summary>
    /// <param name="community">Whose chain.</param>
    /// <param name="code">The community's code.</param>
    /// <param name="noted">A head that somebody kept elsewhere, which must be among the entries; null without one.</param>
    /// <param name="progress">Told of each number; null when nobody wants to know.</param>
    /// <param name="cancellation">Stops the walk.</param>
    public async Task<ChainReport> RunAsync(
        CommunityId community, string code, ChainHead? noted, Action<long>? progress, CancellationToken cancellation)
    {
        var walk = new ChainWalk(code);
        var end = await store.WalkAsync(
            community,
            (entry, copy) =>
            {
                walk.Look(entry, copy, noted);
                progress?.Invoke(walk.Entries);
            },
            cancellation);
        return walk.End(end, noted);
    }
}
