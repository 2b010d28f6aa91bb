using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;

namespace Cer.Operations.Settling;

/// <summary>Writes a stored community as an input folder of the contract: settled from there, it gives the same bytes.</summary>
public sealed class ExportContract(StoredContract contract)
{
    /// <summary>Writes the folder; nothing when the community cannot be settled, which the faults then tell.</summary>
    public async Task<FaultList> RunAsync(
        CommunityId community, MarketMonth? from, MarketMonth? to, IContractOutput output, CancellationToken cancellation)
    {
        var faults = new FaultList();
        if (await contract.ReadAsync(community, from, to, output, faults, cancellation) is not null) output.Commit();
        return faults;
    }
}
