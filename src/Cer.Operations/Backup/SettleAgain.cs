using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Settlement;

namespace Cer.Operations.Backup;

/// <summary>Settles months from what is stored and keeps nothing: to compare with what was settled before.</summary>
public sealed class SettleAgain(StoredContract contract)
{
    /// <returns>The settlement; null when the community cannot be settled, which the faults then tell.</returns>
    public async Task<SettledAgain?> RunAsync(
        CommunityId community, MarketMonth from, MarketMonth to, FaultList faults, CancellationToken cancellation)
    {
        var material = await contract.ReadAsync(community, from, to, null, faults, cancellation);
        if (material is null) return null;
        var result = Distributed.Try(
            faults, () => CommunitySettlement.Settle(material.Input, _ => cancellation.ThrowIfCancellationRequested()));
        return result is null ? null : new(Convert.ToHexStringLower(material.InputHash()), RunRows.Months(result), RunRows.Members(result));
    }
}
