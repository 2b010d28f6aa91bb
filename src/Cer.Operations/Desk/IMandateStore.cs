using Cer.Operations.Mine;
using Cer.Operations.People;
using Cer.Operations.Ports;

namespace Cer.Operations.Desk;

/// <summary>Delegations as their member is told of them, and ends them.</summary>
public interface IMandateStore
{
    /// <summary>The accounts of the delegation's member that have an address.</summary>
    Task<IReadOnlyList<MandateReader>> ReadersAsync(CommunityId community, int delegation, CancellationToken cancellation);

    /// <summary>The delegations that an act of the desk recorded.</summary>
    Task<IReadOnlyList<int>> OfActAsync(CommunityId community, int act, CancellationToken cancellation);

    /// <summary>Ends a delegation of the member behind the token at once: for itself alone, for whomever the person acts.</summary>
    /// <remarks>Source: art. 1723 c.c.: whoever gave a mandate takes it back.</remarks>
    Task<MandateOutcome> EndOwnAsync(SecretToken token, MineProfile profile, int delegation, CancellationToken cancellation);
}
