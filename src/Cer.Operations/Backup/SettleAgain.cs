using Cer.Domain;
using Cer.Domain.Formulas;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using NodaTime;

namespace Cer.Operations.Backup;

/// <summary>Settles months from what is stored and keeps nothing: to compare with what was settled before.</summary>
public sealed class SettleAgain(IInputStore inputs, StoredContract contract)
{
    /// <summary>Settles.</summary>
    /// <param name="community">The community.</param>
    /// <param name="from">First month.</param>
    /// <param name="to">Last month.</param>
    /// <param name="expected">The hash that the run has kept of its inputs: older ones are of the files of the contract.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The settlement; null when the community cannot be settled, which the faults then tell.</returns>
    public async Task<SettledAgain?> RunAsync(
        CommunityId community,
        MarketMonth from,
        MarketMonth to,
        IReadOnlySet<string> expected,
        FaultList faults,
        CancellationToken cancellation)
    {
        await using var snapshot = await inputs.OpenAsync(community, null, cancellation);
        if (await StoredGround.ReadAsync(snapshot, from, to, faults, cancellation) is not { } ground) return null;
        StoredSettlement settled;
        try
        {
            settled = await SettleStored.SettleAsync(snapshot, ground, null, cancellation);
        }
        catch (FormulaException fault)
        {
            Distributed.Note(faults, fault);
            return null;
        }

        var run = new RunHead(community, "", "", Instant.MinValue, snapshot.Version, snapshot.Cut).Of(ground, settled);
        var hash = Convert.ToHexStringLower(run.InputHash.Span);
        if (!expected.Contains(hash)
            && await contract.ReadAsync(community, from, to, null, faults, cancellation) is { } material
            && Convert.ToHexStringLower(material.InputHash()) is var ofFiles
            && expected.Contains(ofFiles)) hash = ofFiles;
        return new(hash, run.Months, run.MemberMonths);
    }
}
